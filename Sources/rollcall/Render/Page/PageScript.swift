/// The script of a page: shows the rows of one kind, filters, sorts, and pages through many rows.
enum PageScript {
    static let text = #"""

        'use strict';
        (() => {
          const element = id => document.getElementById(id);
          const body = element('rows');
          if (!body) return;
          const data = JSON.parse(element('data').textContent);
          const texts = data.texts, pageSize = 500, printSize = 10000;
          // A row is an array of numbers of texts; what is shown is always a list of rows.
          let found = data.rows, start = 0, sorted = null, descending = false, kind = null;
          const lower = texts.map(text => text.toLowerCase());
          const number = count => count.toLocaleString('en');

          function row(numbers) {
            const line = document.createElement('tr');
            line.className = texts[numbers[0]];
            for (const index of numbers) line.appendChild(document.createElement('td')).textContent = texts[index];
            return line;
          }

          function show(first, size) {
            body.replaceChildren(...found.slice(first, first + size).map(row));
          }

          function update() {
            const end = Math.min(start + pageSize, found.length);
            show(start, pageSize);
            const rows = found.length === data.rows.length ? number(found.length)
              : number(found.length) + ' found of ' + number(data.rows.length);
            element('range').textContent =
              found.length > pageSize ? 'Rows ' + number(start + 1) + ' to ' + number(end) + ' of ' + rows
                : rows + (rows === '1' ? ' row' : ' rows');
            element('previous').disabled = start === 0;
            element('next').disabled = end === found.length;
            element('previous').hidden = element('next').hidden = found.length <= pageSize;
          }

          // Every word must be somewhere in the row, and the row of the kind that was clicked.
          function filter() {
            const words = element('filter').value.toLowerCase().split(/\s+/).filter(word => word);
            const marks = words.map(word => lower.map(text => text.includes(word)));
            found = data.rows.filter(numbers => (kind === null || texts[numbers[0]] === kind)
              && marks.every(mark => numbers.some(index => mark[index])));
            if (sorted !== null) order();
            start = 0;
            update();
          }

          // Numbers in names count as numbers: user2 comes before user10.
          const collator = new Intl.Collator('en', { numeric: true });
          const compare = {
            text: (a, b) => collator.compare(a, b),
            number: (a, b) => Number(a) - Number(b),
            place: (a, b) => {
              const [left, right] = [a.lastIndexOf(':'), b.lastIndexOf(':')];
              return collator.compare(a.slice(0, left), b.slice(0, right))
                || Number(a.slice(left + 1)) - Number(b.slice(right + 1));
            },
          };

          function order() {
            // Each different text gets its rank once; then rows compare as numbers.
            const used = [...new Set(found.map(numbers => numbers[sorted]))];
            used.sort((a, b) => compare[data.sorts[sorted]](texts[a], texts[b]));
            const ranks = new Map(used.map((index, rank) => [index, rank]));
            const sign = descending ? -1 : 1;
            found = [...found].sort((a, b) => sign * (ranks.get(a[sorted]) - ranks.get(b[sorted])));
          }

          document.querySelectorAll('th').forEach((head, column) => {
            const button = document.createElement('button');
            button.type = 'button';
            button.textContent = head.textContent;
            head.replaceChildren(button);
            button.addEventListener('click', () => {
              descending = sorted === column && !descending;
              sorted = column;
              for (const other of document.querySelectorAll('th')) other.removeAttribute('aria-sort');
              head.setAttribute('aria-sort', descending ? 'descending' : 'ascending');
              order();
              start = 0;
              update();
            });
          });
          // A click on a count shows its rows alone; another one shows all again.
          const tiles = [...document.querySelectorAll('[data-kind]')];
          for (const tile of tiles) {
            const button = document.createElement('button');
            button.type = 'button';
            button.setAttribute('aria-pressed', 'false');
            button.append(...tile.childNodes);
            tile.append(button);
            button.addEventListener('click', () => {
              kind = kind === tile.dataset.kind ? null : tile.dataset.kind;
              for (const other of tiles) other.firstChild.setAttribute('aria-pressed', other.dataset.kind === kind);
              filter();
            });
          }
          element('filter').addEventListener('input', filter);
          element('previous').addEventListener('click', () => { start = Math.max(0, start - pageSize); update(); });
          element('next').addEventListener('click', () => { start += pageSize; update(); });

          // Paper cannot be turned over by a button: print what was found, up to what a printer can bear.
          addEventListener('beforeprint', () => {
            show(0, printSize);
            const printed = Math.min(found.length, printSize);
            const all = printed === found.length && found.length === data.rows.length;
            element('printed').textContent = all ? ''
              : 'This print has ' + number(printed) + ' of ' + number(data.rows.length) + ' rows.';
          });
          addEventListener('afterprint', update);
          element('tools').hidden = false;
          update();
        })();

        """#
}
