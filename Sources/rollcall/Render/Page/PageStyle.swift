/// The style of a page: on a screen, light and dark, and on paper.
enum PageStyle {
    static let text = """

        :root { color-scheme: light dark; --paper: #fff; --ink: #1b1f24; --soft: #59636e; --line: #d9dee4;
          --head: #f4f6f8; --good: #116329; --next: #0a5a8a; --care: #7d4e00; --bad: #b3261e; --tint: #fff4f2; }
        @media (prefers-color-scheme: dark) {
          :root { --paper: #14181d; --ink: #e4e8ec; --soft: #9aa5b1; --line: #2f3740; --head: #1d232a;
            --good: #6fce88; --next: #74bdf0; --care: #e0b060; --bad: #ff8a80; --tint: #2a1b1b; } }
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--paper); color: var(--ink);
          font: 15px/1.5 system-ui, -apple-system, "Segoe UI", "DejaVu Sans", sans-serif; }
        main { max-width: 90rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; }
        h1 { margin: 0 0 1rem; font-size: 1.4rem; line-height: 1.25; overflow-wrap: break-word; }
        .counts { display: flex; flex-wrap: wrap; gap: .5rem; margin: 0 0 1.25rem; padding: 0; list-style: none; }
        .counts li { padding: .4rem .9rem; border: 1px solid var(--line); border-radius: .5rem;
          background: var(--head); }
        .counts b { font-size: 1.2rem; font-variant-numeric: tabular-nums; }
        .counts .zero { color: var(--soft); background: none; }
        .counts button { padding: 0; border: 0; background: none; }
        .counts [aria-pressed=true] { color: var(--next); text-decoration: underline; }
        .sections { margin: 0 0 1.25rem; padding: 0 0 0 1.25rem; }
        dl { margin: 0 0 1.25rem; }
        dl div { display: flex; gap: 1rem; }
        dt { flex: 0 0 8rem; color: var(--soft); }
        dd { margin: 0; min-width: 0; overflow-wrap: break-word; }
        code { color: var(--soft); font-family: ui-monospace, "DejaVu Sans Mono", monospace; font-size: .87em; }
        .warning { margin: .5rem 0; padding: .4rem .8rem; border-left: 4px solid var(--care); background: var(--head);
          overflow-wrap: anywhere; }
        .tools { position: sticky; top: 0; z-index: 2; display: flex; flex-wrap: wrap; align-items: center;
          gap: .5rem .75rem; margin: 1.25rem 0 0; padding: .6rem 0; background: var(--paper); }
        [hidden], .printed, .sign { display: none; }
        input, button { padding: .3rem .7rem; border: 1px solid var(--line); border-radius: .4rem;
          background: var(--head); color: inherit; font: inherit; }
        input { width: min(22rem, 60vw); }
        button { cursor: pointer; }
        button:disabled { color: var(--soft); cursor: default; opacity: .6; }
        :focus-visible { outline: 2px solid var(--next); outline-offset: 1px; }
        output { color: var(--soft); font-variant-numeric: tabular-nums; }
        .table { overflow-x: auto; }
        table { width: 100%; border-collapse: collapse; }
        th, td { padding: .35rem .7rem; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
        th { background: var(--head); white-space: nowrap; }
        th button { margin: 0; padding: 0; border: 0; border-radius: 0; background: none; font-weight: 600; }
        th button::after { content: " ↕"; color: var(--soft); font-weight: 400; }
        [aria-sort=ascending] button::after { content: " ↑"; color: var(--next); }
        [aria-sort=descending] button::after { content: " ↓"; color: var(--next); }
        td { overflow-wrap: break-word; unicode-bidi: isolate; }
        td:first-child { white-space: nowrap; font-weight: 600; }
        td:nth-child(2) { white-space: pre; }
        td:last-child { min-width: 12rem; overflow-wrap: anywhere; }
        td:nth-child(4) { color: var(--soft); }
        tr.blocked, tr.failed, tr.stranded, tr.unknown, tr.differs { background: var(--tint); }
        .blocked td:first-child, .failed td:first-child, .stranded td:first-child, .unknown td:first-child,
        .differs td:first-child { color: var(--bad); }
        .register td:first-child, .succeeded td:first-child { color: var(--good); }
        .activate td:first-child { color: var(--next); }
        .settle td:first-child, .skipped td:first-child, .remaining td:first-child { color: var(--care); }
        .unmanaged td { color: var(--soft); }
        @media screen and (max-width: 68rem) {
          table, thead, tbody, tr, th, td { display: block; }
          tr { display: flex; flex-wrap: wrap; gap: .1rem 1rem; padding: .5rem 0; border-bottom: 1px solid var(--line); }
          th, td { padding: 0; border: 0; background: none; max-width: 100%; }
          td:nth-child(2) { white-space: pre-wrap; overflow-wrap: break-word; }
          td:last-child { min-width: 0; }
          td:empty { display: none; } }
        @media screen and (max-width: 40rem) {
          h1 { font-size: 1.1rem; }
          dl div { display: block; margin-bottom: .4rem; }
          code { font-size: .66em; } }
        @media print {
          :root { color-scheme: light; --paper: #fff; --ink: #000; --soft: #444; --line: #bbb; --head: #fff;
            --good: #116329; --next: #0a5a8a; --care: #7d4e00; --bad: #b3261e; --tint: #fff; }
          body { font-size: 9.5pt; }
          td:nth-child(2) { white-space: pre-wrap; overflow-wrap: break-word; }
          td:last-child { min-width: 0; }
          .table { overflow: visible; }
          .sign { display: flex; gap: 2rem; margin: 4rem 0 0; break-inside: avoid; }
          .sign span { flex: 1; padding-top: .2rem; border-top: 1px solid var(--ink); }
          main { max-width: none; padding: 0; }
          .tools { display: none; }
          .printed:not(:empty) { display: block; }
          thead { display: table-header-group; }
          th button::after { content: ""; }
          tr, .warning { break-inside: avoid; } }

        """
}
