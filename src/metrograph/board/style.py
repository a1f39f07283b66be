"""The style sheet of the report as HTML."""

CSS = """\
:root{--ink:#1a1d21;--dim:#4d5560;--paper:#fff;--line:#d5dae0;--soft:#f4f6f8;--blue:#0b5394;color-scheme:light dark}
@media (prefers-color-scheme:dark){:root{--ink:#e7eaee;--dim:#aab3bf;--paper:#14171b;--line:#39414b;--soft:#1d2228;--blue:#8ec1f5}
}
*{box-sizing:border-box}
body{margin:0 auto;max-width:60rem;padding:2rem 1.25rem 4rem;background:var(--paper);color:var(--ink);
 font:1rem/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;overflow-wrap:anywhere}
a{color:var(--blue);text-underline-offset:.15em}
h1{font-size:2rem;line-height:1.2;margin:0 0 1.25rem;text-wrap:balance}
h1 .kind{display:block;font-size:1rem;font-weight:600;color:var(--blue);margin-bottom:.4rem}
h2{font-size:1.5rem;line-height:1.25;margin:3rem 0 1rem;padding-top:1rem;border-top:2px solid var(--line)}
h3{font-size:1.15rem;line-height:1.3;margin:2.25rem 0 .6rem}
p{margin:.6rem 0;max-width:44rem}
.lead{font-size:1.1rem}
.claim{margin:1.4rem 0 .3rem}
.note{color:var(--dim);font-size:.92rem}
small{color:var(--dim)}
q{quotes:none}
dl{display:grid;grid-template-columns:minmax(9rem,max-content) 1fr;gap:.3rem 1.25rem;margin:1rem 0}
dt{color:var(--dim)}
dd{margin:0}
nav ol{padding-left:1.2rem;columns:2 18rem;column-gap:2rem}
nav li{list-style:none;break-inside:avoid;margin:.2rem 0}
nav ol{padding:0}
nav h2{border:0;margin:2rem 0 .5rem;padding:0;font-size:1.15rem}
blockquote{margin:.4rem 0;padding:.45rem 1rem;border-left:4px solid var(--blue);background:var(--soft);border-radius:0 4px 4px 0}
blockquote p{margin:0;font-style:italic}
blockquote .translation{font-style:normal;color:var(--dim)}
blockquote footer{font-size:.85rem;color:var(--dim);margin:0;padding:0;border:0}
figure{margin:1.5rem 0}
figure svg{display:block;max-width:100%;height:auto;margin:0 auto}
figcaption{color:var(--dim);font-size:.9rem;margin-top:.75rem;max-width:44rem}
.table{overflow-x:auto;margin:1.25rem 0}
table{border-collapse:collapse;width:100%;font-size:.92rem;font-variant-numeric:tabular-nums}
caption{text-align:left;font-weight:600;padding:.3rem 0 .6rem}
th,td{text-align:left;vertical-align:top;padding:.4rem .6rem;border-bottom:1px solid var(--line);
 overflow-wrap:break-word;min-width:2rem;max-width:22rem}
thead th{border-bottom:2px solid var(--ink);overflow-wrap:normal}
tbody th{font-weight:400}
.n{text-align:right;white-space:nowrap}
thead .n{white-space:normal}
.wide th,.wide td{padding:.35rem .3rem}
.wide tbody th{min-width:10rem}
body>footer{margin-top:3rem;padding-top:1rem;border-top:2px solid var(--line);color:var(--dim);font-size:.9rem}
:focus-visible{outline:3px solid var(--blue);outline-offset:2px}
@media (max-width:32rem){body{padding:1.25rem 1rem}h1{font-size:1.6rem}dl{display:block}dd{margin:0 0 .6rem}}
@page{size:A4;margin:20mm 18mm}
@media print{
:root{--ink:#000;--dim:#444;--paper:#fff;--line:#bbb;--soft:#f4f6f8;--blue:#0b5394;color-scheme:light}
body{font-size:10pt;max-width:none;padding:0}
main>section{break-before:page}
h2{border:0;margin-top:0;padding-top:0}h2,h3,.claim,caption{break-after:avoid}
tr,figure,blockquote{break-inside:avoid}thead{display:table-header-group}
.table{overflow:visible}
}
"""
