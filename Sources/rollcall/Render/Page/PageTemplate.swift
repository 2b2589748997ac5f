/// The frame of a page, in Mustache.  It is source code, not a resource, so that the program is one file.
enum PageTemplate {
    static let text = """
        {{% CONTENT_TYPE: ROLLCALL}}<!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-{{{styleHash}}}'; \
        script-src 'sha256-{{{scriptHash}}}'; base-uri 'none'; form-action 'none'">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <meta name="referrer" content="no-referrer">
        <title>{{title}}</title>
        <style>{{{style}}}</style>
        </head>
        <body>
        <main>
        <h1>{{title}}</h1>
        <ul class="counts" aria-label="Summary">
        {{#counts}}<li{{#isZero}} class="zero"{{/isZero}}{{#kind}} data-kind="{{.}}"{{/kind}}><b>{{number}}</b> {{name}}</li>
        {{/counts}}</ul>
        <dl>
        {{#facts}}<div><dt>{{name}}</dt><dd>{{value}}{{#digest}} <span>SHA-256 <code>{{.}}</code></span>{{/digest}}</dd></div>
        {{/facts}}</dl>
        {{#notes}}<p class="warning">{{.}}</p>
        {{/notes}}{{#moreNotes}}<p class="warning">… and {{.}} more notes; the JSON has them.</p>
        {{/moreNotes}}{{#remark}}<p>{{.}}</p>
        {{/remark}}<ul class="sections">
        {{#sections}}<li>{{.}}</li>
        {{/sections}}</ul>
        {{#hasRows}}<p class="tools" id="tools" hidden>
        <label>Filter <input id="filter" type="search" autocomplete="off" spellcheck="false"></label>
        <button type="button" id="previous">Previous</button>
        <button type="button" id="next">Next</button>
        <output id="range"></output>
        </p>
        <noscript><p class="warning">Without JavaScript the page can neither filter nor sort.\
        {{#hasMoreRows}}  It shows {{shown}} of {{total}} rows.{{/hasMoreRows}}</p></noscript>
        <p class="printed" id="printed"></p>
        <div class="table"><table>
        <thead><tr>{{#columns}}<th scope="col">{{.}}</th>{{/columns}}</tr></thead>
        <tbody id="rows">
        {{#rows}}<tr class="{{kind}}">{{#cells}}<td>{{.}}</td>{{/cells}}</tr>
        {{/rows}}</tbody>
        </table></div>
        {{/hasRows}}<p class="sign"><span>Reviewed by</span><span>Date</span><span>Signature</span></p>
        </main>
        <script type="application/json" id="data">{{{data}}}</script>
        <script>{{{script}}}</script>
        </body>
        </html>

        """
}
