/** Readable on a screen, dark or bright, and on paper; nothing is said by colour alone. */
export const REPORT_STYLE = `
:root { color-scheme: light dark; }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.6rem; } h2 { font-size: 1.2rem; margin-top: 2rem; }
dl { display: grid; grid-template-columns: max-content auto; gap: .2rem 1.5rem; } dt { font-weight: 600; } dd { margin: 0; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: .3rem .6rem; border-bottom: 1px solid #8886; }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
tfoot td { font-weight: 600; border-top: 2px solid; }
small, .quiet, footer { color: #777; }
li { margin: .4rem 0; } li p { margin: .2rem 0; }
code { font-family: ui-monospace, Consolas, monospace; font-size: .9em; overflow-wrap: anywhere; }
strong.good, dd.good { color: #2a7d2a; } strong.warning, dd.warning { color: #a66500; } strong.bad, dd.bad { color: #c0392b; }
footer { margin-top: 3rem; font-size: .85rem; }
@media print { body { margin: 0; max-width: none; font-size: 11pt; } tr, li { break-inside: avoid; } h2 { break-after: avoid; } }
`;
