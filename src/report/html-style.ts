/**
 * Readable on a screen, dark or bright, wide or a phone, and on paper; nothing is said by colour alone: what stays is filled,
 * what comes is striped, what goes is an empty frame.
 */
export const REPORT_STYLE = `
:root { color-scheme: light dark; --quiet: light-dark(#5a5a5a, #b4b4b4); --line: light-dark(#d0d0d0, #4a4a4a); --bar: light-dark(#1f5f99, #7ab5ea);
  --good: light-dark(#1e6b1e, #7fd17f); --warning: light-dark(#8a5200, #f0b45a); --bad: light-dark(#b02a1c, #ff8f80); --box: light-dark(#f3f6f9, #22272d); }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 62rem; margin: 2rem auto; padding: 0 1rem; overflow-wrap: break-word; }
h1 { font-size: 1.6rem; line-height: 1.25; } h2 { font-size: 1.2rem; margin-top: 2rem; }
.summary { border-left: .4rem solid var(--bar); background: var(--box); padding: .6rem 1rem; font-size: 1.15rem; }
.summary p { margin: .2rem 0; }
.summary b { font-size: 1.3em; }
.summary.good { border-color: var(--good); } .summary.warning { border-color: var(--warning); } .summary.bad { border-color: var(--bad); }
dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: .2rem 1.5rem; } dt { font-weight: 600; } dd { margin: 0; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: .3rem .6rem; border-bottom: 1px solid var(--line); }
tbody th { font-weight: 400; }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
tfoot th, tfoot td { font-weight: 600; border-top: 2px solid; }
td.bar { width: 22%; min-width: 6rem; } td.bar div { display: flex; height: 1rem; margin-top: .25rem; }
.bar i { box-sizing: border-box; min-width: 2px; border: 1px solid var(--bar); print-color-adjust: exact; -webkit-print-color-adjust: exact; }
.bar .kept { background: var(--bar); }
.bar .gained { background: repeating-linear-gradient(45deg, var(--bar) 0 3px, transparent 3px 6px); }
p.bar i { display: inline-block; width: 1.6rem; height: .8rem; margin-left: .6rem; }
.bar .lost { border-style: dashed; }
small, .quiet, footer { color: var(--quiet); }
li { margin: .4rem 0; } li p { margin: .2rem 0; }
details { margin-top: 2rem; } details h2 { display: inline; } summary { cursor: pointer; }
code { font-family: ui-monospace, Consolas, monospace; font-size: .9em; overflow-wrap: anywhere; }
strong.good, dd.good { color: var(--good); } strong.warning, dd.warning { color: var(--warning); } strong.bad, dd.bad { color: var(--bad); }
footer { margin-top: 3rem; font-size: .85rem; }
@media (max-width: 40rem) {
  body { margin: 1rem auto; } ul, ol { padding-left: 1.2rem; }
  dl { display: block; } dd { margin-bottom: .5rem; }
  thead { display: none; } table, tbody, tfoot, tr, th, td { display: block; border: 0; } tr { padding: .5rem 0; border-bottom: 1px solid var(--line); }
  tbody th, tfoot th { font-weight: 600; } tfoot th, tfoot td { border: 0; } small { font-weight: 400; } th, td { padding: .1rem 0; }
  td[data-title] { display: flex; justify-content: space-between; gap: 1rem; text-align: right; } td[data-title]:empty { display: none; }
  td[data-title]::before { content: attr(data-title); color: var(--quiet); text-align: left; white-space: normal; }
  td.bar { width: auto; }
}
@media print { :root { color-scheme: light; } body { margin: 0; max-width: none; font-size: 11pt; } tr, li { break-inside: avoid; } h2 { break-after: avoid; }
  details::details-content { content-visibility: visible; height: auto; } }
`;
