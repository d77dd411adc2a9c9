const set = (words: string): ReadonlySet<string> => new Set(words.split(' '));

/** Element names of HTML and SVG that are written as they are. Any other is taken apart like a custom element's. */
export const TAGS = set(
  'html head body a abbr address area article aside audio b bdi bdo blockquote br button canvas caption center cite code col colgroup data ' +
    'datalist dd del details dfn dialog div dl dt em embed fieldset figcaption figure font footer form frame frameset h1 h2 h3 h4 h5 h6 header ' +
    'hgroup hr i iframe img input ins kbd label legend li main map mark math menu meter nav noscript object ol optgroup option output p picture ' +
    'portal pre progress q rp rt ruby s samp search section select slot small source span strike strong sub summary sup svg table tbody td ' +
    'template textarea tfoot th thead time tr track tt u ul var video wbr',
);

/** Roles of WAI-ARIA. */
export const ROLES = set(
  'alert alertdialog application article banner blockquote button caption cell checkbox code columnheader combobox comment complementary ' +
    'contentinfo definition deletion dialog directory document emphasis feed figure form generic grid gridcell group heading img insertion ' +
    'link list listbox listitem log main mark marquee math menu menubar menuitem menuitemcheckbox menuitemradio meter navigation none note ' +
    'option paragraph presentation progressbar radio radiogroup region row rowgroup rowheader scrollbar search searchbox separator slider ' +
    'spinbutton status strong subscript superscript switch tab table tablist tabpanel term text textbox time timer toolbar tooltip tree ' +
    'treegrid treeitem',
);

/**
 * The only words that names of attributes and own elements, and values of test ids, may be made of: words for parts of a
 * page, and the platforms' own prefixes. A closed list, because what is not on it could be anybody's name.
 */
export const PARTS = set(
  'a abbr about accept access accesskey accordion account action actions active activedescendant activity actor ad add ads adult age alert align all ' +
    'allow alt amount anchor android announcement answer api app aria article as aside async at atomic attached attachment attributed attribution ' +
    'attributionsrc audience audio author autocapitalize autocomplete autocorrect autofocus autoplay avatar aware back backdrop background backstage badge ' +
    'banner bar bars base behavior bidi bio block blocked blur body bold bookmark boost border bottom bounds box boxes break browse bsky btn bubble ' +
    'bubbles bulk busy button buttons by byline cache call cancel caption card caret carousel category cell center charset chat check checkbox checked ' +
    'chip chips circle clamp class clear click client close closed code col colcount colindex collapse collapsed color colspan column columns comet ' +
    'comment commentary commented commenter comments community compact component componentkey composer condensed confirm container content contenteditable ' +
    'contents context contrast control controls convo copy core cors count counter cover created creator crossorigin current custom cy dark data date ' +
    'datetime day deck decoding default delay delayed delete deleted depth desc describedby description desktop detail details device dialog diff dir ' +
    'direct disabled discussion dismiss dismissible display div divider dm doc document dom domain download draft draggable drawer drop dropdown droppable ' +
    'dummy edit edited editor element ellipsis email embed embedded emoji empty enabled enctype end endpoint engagement enterkeyhint entity entry equiv ' +
    'error event expand expandable expanded expander explore expoimage external extra face facepile faceplate fade fallback favorite favourite fb fbid ' +
    'feed feedback fetchpriority field fieldset figure file fill filter finite first fixed flag flair flatlist flex floating flow flowto focus focusable ' +
    'focused focusing follow followed follower followers following follows font footer for form formaction formatted forum forward frame frequency from ' +
    'front full fullname g gallery gap generic ghost gif global grid group groups guard guide h handle hashtag haspopup head header heading headline ' +
    'height helper hidden hide highlight history hit home hook host hotkey hour hover hovercard href hreflang html http icon id identity idom image images ' +
    'img impression in inbox index indicator inert info init inline inner input inputmode insert inset inside instance integration integrity interaction ' +
    'interstitial invalid is item itemid itemprop itemref items itemscope itemtype jewel join js jsaction jscontroller jsdata jsmodel jsname jsslot ' +
    'justify key keyboard keyshortcuts kind l label labelledby labels lang language large last layer layout lazy lb leading leaf left legacy letter level ' +
    'li like liked likes line lines link links list listitem live load loaded loader loading loc locale location lock locked lockup log logged login logo ' +
    'long loop main map margin mark markdown marker mask mastodon max maxlength me media member mention mentions menu menuitem message messages meta ' +
    'method min minimal minlength minute mobile modal mode model moderation module month more mounted mouse moved multi multiline multiple multiselectable ' +
    'mute muted mwthreadlist n name named native nav navigate navigation net network new news next ngcontent nghost no node noink non nonce none not note ' +
    'notice notification notifications novalidate number object of off official offset older on onclick onerror onkeydown online onload onmousedown ' +
    'onmouseover onsubmit open option options order orientation origin original other out outer outline overflow overlay owner owns padding page pagelet ' +
    'pager pages pagination paid pane panel paper paragraph parent parentid part participant partner path pause permalink person photo pic picker picture ' +
    'pill pin ping pinned placeholder placement plain platform play player playlist playsinline plugin plus pointer poll popover popper popup portal ' +
    'posinset position post posted poster postid posts pre prefix preload presence preserve press pressed prev preview previous primary priority privacy ' +
    'private processed profile progress promise promo promoted prompt prop property props provider public pv qa query queue quick quote quoted quotes ' +
    'quotetweet r radix rank rating ratio react reacted reactid reaction reactions reactroot read readonly reason recent recommendation recommended ' +
    'redesign ref referrer referrerpolicy refresh region rel related relation relative relevant remove removed render renderer rendering repeat replies ' +
    'reply replying report repost reposted request required reshare resize resource response rest restricted result results retweet reverse rh rich right ' +
    'ring role roledescription root routename row rowcount rowindex rows rowspan rule safety sandbox save saved scheme scope score screen scroll ' +
    'scrollable search second secondary section select selectable selected selection selector self sender sensitive separator sequence server service set ' +
    'setsize settings shadow shadowrootmode shape share shared shelf shell short shortcutkeys shortname shorts show shreddit side sidebar sign signup ' +
    'simple size sizes skeleton skip slide slider slot slotted small snap snippet social sonner sort source space spacing spam span spec spellcheck ' +
    'spinner split sponsor sponsored square src srcdoc srclang srcset stack start state static status step sticky story stream string strong style styled ' +
    'sub subject submission submit subreddit subscribe subtitle suggested suggestion summary support svg swipe swipeable switch symbol sync system tab ' +
    'tabindex table tablist tabs tag tags target template test testid text textarea theme thingid this thread threaded threadline threads thumb thumbnail ' +
    'time timeago timeline times timestamp title to toast toaster today toggle token tool toolbar tooltip top topic total touch tp track tracker tracking ' +
    'transition translate translation transparent treatment tree trend trending trigger triggers ts tux tweet twitter type ui uid unblock undefined ' +
    'underline unfollow unit unknown unlike unread up update updated upload upvote url urn use usemap user userid username users v value valuemax valuemin ' +
    'valuenow valuetext variant version vertical video videos view viewbox viewed viewer views virtual virtualized virtualkeyboardpolicy visibility ' +
    'visible visited visualcompletion vote votes warning watch web webkit weight widget width will window with word wrap wrapper x xf xlink xml xmlns y ' +
    'year yt ytd ytm zone zoom',
);
