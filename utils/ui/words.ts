/**
 * 2048 short words, no two with the same first four letters: 11 bits each, so six make 66.
 * Chosen from the EFF's large word list for dice (2016, Electronic Frontier Foundation, CC-BY 3.0), without unkind ones.
 */
export const WORDS: readonly string[] = (
  'abacus abide ablaze able absurd accent aching acid acorn acre acting acts afar affair affirm afford aflame afloat afoot aged agency aghast agile aging ' +
  'agony agreed ahead ahoy aids ajar alarm album alias aliens alike alive aloe aloft aloha alone aloof alto alumni always amaze amber ambush amends amid ' +
  'amigo amino amiss among amount ample amused anchor anemia anew anger angled animal ankle annex anthem antics anvil anyhow anyone aorta apache appear ' +
  'apple april apron aptly aqua area arena argue arise armed armful arming armory army aroma around arrest arrive arson ascend ashen ashy aside askew ' +
  'asleep aspect aspire astute atlas atom atop atrium attach attest attic audio august author avatar avenge avid avoid await awaken awhile awning awoke ' +
  'awry axis babble babied baboon backed bacon badass badly baffle bagel bagged baked baking bamboo banana banish banjo banked banner banter barbed ' +
  'barley barman barn barrel bash basics basket batboy bath baton bats battle bauble blade blah blank blast blazer bleach bleep blend bless blimp bling ' +
  'blip blitz blob blog blot bluff blunt blurb blush boat bobbed bobcat body bogged bogus boil bolt bonded bonnet bonsai bonus bony book booted boozy ' +
  'borax boring boss botany botch both bottle bounce bovine boxcar boxer boxy breach briar bribe brick bride bright brim bring broken bronco browse ' +
  'brunch brush brute bubble bucked buddy budget buffed buggy bulb bulge bulk bunch bundle bungee bunion bunny bunt busboy bush busily bust buzz cabana ' +
  'cabbie cable cache cackle cacti caddie cadet cage cake calm cameo camper canal cancel candle cane canine canned canyon cape capped carat carbon carded ' +
  'caress cargo caring carol carrot cartel carve case cash casing catchy catnap catsup cattle caucus causal caviar cedar celery celtic cement census ' +
  'chafe chance chaos chaps charm chase chatty cheek chef chemo cherub chess chewer chief chili chimp chip chirpy chive choice chomp choosy chop chosen ' +
  'chubby chuck chunk churn chute cinch circle citric city civic clad claim clammy clang clash clause claw clay clean clench clerk clever client cling ' +
  'clip clique clock clone cloud clover clump clunky clutch coach coat cobalt cobweb cocoa coffee coil coke cola cold collar colony colt coma come comfy ' +
  'comic comma compel conch cone cope copied copy coral cork cornea corral corset cortex cosmic cost cotton cough could county cover cozily cozy cradle ' +
  'crafty cramp crane crate crayon crazed crease credit creme creole crepe crib cried crimp cringe crispy crock crop cross crouch crowd crumb crust crux ' +
  'crying cube cuddle cupid cupped curdle cure curfew curing curled curry cursor curtly cushy cussed cycle cymbal daily dainty dairy daisy dance dander ' +
  'danger dares dash dating dawn daybed deacon dealer dean debate debit debtor debug decade deceit deck decode decree deduce deed deem deepen deface ' +
  'defeat defile defog deftly defuse defy degree deity delay delete delta deluge demote denial denote dental deny depict deploy deport depth deputy derby ' +
  'detail detest deuce device dial diaper diary dice dicing dill dilute dime dimly dimmed dimple dinghy dining dinner dipped disarm dish disk dismay ' +
  'disown ditch ditto ditzy diving dizzy doable docile dock dodge doily doing dole dollar domain donut doodle doozy dork dorsal dosage dose dotted douche ' +
  'dove down dowry doze drab drank draw drench dress drew dried drift drippy driven drone drool drove drudge drum dubbed ducky duct dude duffel dugout ' +
  'duke duller duly dupe duress during dusk dust duty duvet dwarf dweeb each earful early earthy earwig easel easily easter eaten eating eats ebay ebony ' +
  'ebook echo eclair edge edging edgy editor effort egging eggnog either eject elated elbow eldest eleven elite elixir elope elude elves email embark ' +
  'ember embody emcee emit emote empty enable enamel encode ended ending energy engine enrage enroll ensure entail entire entomb entrap envoy envy enzyme ' +
  'epic equal equity erased errand error erupt essay estate ethics even evict evil evoke evolve exact excess excuse exert exes exhale exhume exile exit ' +
  'exodus expand expel expire expose extent extras fable fabric facial factor fading falcon fall false fame family fancy fang faster faucet feast fedora ' +
  'feeble feed feel feisty feline femur fence fervor fester fetal fetch fever fiber fiddle fifth figure filled film filter finale finch finer finite five ' +
  'flail flaky flame flap flashy flatly fled fleshy flick flier flight flinch flip float flock flop floral floss flying foam foil folic folk follow font ' +
  'food footer fossil foster foyer frail freely french fresh friday fried frill fringe frisk frolic from front frosty froth frown frozen fruit frying ' +
  'gaffe gains gala galley galore gaming gamma gander gangly garage garden gargle garlic garnet garter gating gauze gave gawk gazing gear gecko geek ' +
  'geiger genre gently gerbil getup giblet giddy gift giggle gigolo gilled girdle given giving gizmo glade glance glare glass glider glitch gloomy glory ' +
  'gloss glove glue gluten gnarly gnat goal goes going golf gonad gong good gooey goofy google goon gopher gore gorged gossip gothic gotten gout gown ' +
  'grab graded grain granny grape grasp gravel gray green grew grid grief grill grime grinch grip grit groggy groom ground grove grower grub grunge guide ' +
  'guise gulf gully gulp gummy gurgle guru gush gusto guts gutter hacked haiku half halt halved hamlet hamper handed hangup hankie happy harbor hardly ' +
  'hash hassle haste hatbox hate hazard hazily hazy headed heap heat heave hedge hefty helium helmet helper hence henna herald herbal hermit hertz hubcap ' +
  'huddle huff hula hulk hull human humble humid hummus humped humvee hunger hunk hunter hurdle hurled hurray hush husked hybrid hyphen icky idiocy igloo ' +
  'ignore iguana image impart impish imply impose impure iodine ipad iphone ipod irate iron issue item itunes ivory jackal jailer jargon java jawed jaws ' +
  'jazz jeep jelly jersey jester jiffy jigsaw jimmy jingle jinx jockey jogger john jolly jolt jovial joyous judge judo juggle juice july jumble jump june ' +
  'junior junkie jurist juror jury justly kabob karate karma kebab keenly kelp kennel kept kettle kick kiln kilt kimono kindle king kisser kite kitten ' +
  'kiwi knee knelt knoll koala kooky kudos ladder ladle lagged lagoon lair lake lance landed lanky lapdog lapel lapped laptop lard large lark lash lasso ' +
  'last latch late lather latter launch laurel lavish left legacy legend legged lego legume lemon lend length lens lent lesser letter level liable life ' +
  'lifter lilac lilly lily limb limes limit line lingo lining linked lint lion liquid lisp list litmus lived living lizard lucid lugged lunar lung lurch ' +
  'lure lurk lushly luster luxury lying lyrics macaw mace maggot magma maimed maker making malt mama mammal manger manila manly manned manor mantis ' +
  'manual many march mardi margin marina marlin maroon marrow mascot mashed masses math mating matrix matted mauve maybe mayday mocker modify mold moody ' +
  'mooing mooned morse mosaic most motor motto movie mower mowing much muck mulch mule mulled mumble mummy mumps muppet mural murky museum mushy music ' +
  'musket muster mutate mute mutiny mutt mutual muzzle myself nail name naming nape napkin napped narrow nature navy nearby neatly nebula nectar negate ' +
  'neon nephew nerd nervy nest neuron neuter never next nibble niece nifty ninja ninth nuclei nugget number nutmeg nuzzle nylon oasis object oblong ' +
  'obtain obtuse occupy ocean ocelot octane okay olive omega omen omit onion online only onset onto onward onyx oops ooze oozy opal opium oppose otter ' +
  'ouch ought ounce outage outbid outer outing outlet output outwit oval ovary oven oxford oxygen oyster ozone pacify padded paging palace palm paltry ' +
  'panama panda pang pantry papaya paper parade parcel parka parlor parole parted pasta patchy path patio patrol pauper paver pawing payday payee paying ' +
  'pebble pecan pectin pellet pelt pencil penny penpal perch perish perm peso pester petal petite petri petted phobia phoney phrase plank plasma plated ' +
  'player plaza pleat plenty plod plop plot plow ploy pluck plug plural plus poach poem poet pogo pointy poise poker poking polar police polka polo ' +
  'poncho pond pony pope poplar popper porous portal poser posh posing possum postal pouch pounce power powwow prayer precut prefix prelaw prepay preset ' +
  'pretty prewar pried primal print prior prism prize probe prone proofs props proton proud proved proxy prozac prude prune public pueblo pull pulp pulse ' +
  'puma pumice pummel punk pupil puppet purely purge purify purple purr purse pusher putt puzzle python quail quake quarry quench query quiet quill quirk ' +
  'quit quiver quote race racing rack radar radial raffle ragged raging raider raisin rake raking rally ramble ramp ramrod ranch random ranged ranked ' +
  'rants rare rarity rascal rash ravage raven ravine reach ream reason rebate reboot rebuff recall recede recite rectal refill reflex refold refund ' +
  'reggae regime reheat rehire rejoin relic reload rely remake remix remold rename reopen repair repeal replay repose reps rerun resale reseal resize ' +
  'resort result return retype reuse reveal revise reward rewind reword rewrap rhyme ribbon rice riches ridden ride riding rift rimmed rind rink rinse ' +
  'riot ripple rise rising ritzy roamer roast robe robin robust rocker rogue roman romp rope roping roster rosy rotten rover roving royal rubbed ruby ' +
  'rudder ruined rule rumble rumor runner runt runway rural ruse rust sacred sadden safari safely saga sage saggy saint sake salad saline salon salsa ' +
  'salt same sample sandal sank santa sappy sassy satin saucy sauna saved savior savor scabby scale scam scant scarce scenic scheme scion scoff scone ' +
  'scoop scope scorch scotch scouts scrap screen scribe scroll scuba scuff scurvy secret sector sedan seduce seldom self sepia septic sequel series ' +
  'sermon serve sesame settle setup shabby shack shaded shaft shale shape share shawl sheath shed sheep shelf sherry shield shifty shimmy shine shirt ' +
  'shock shone shore shove shower shrank shriek shrubs shun shut siding sierra siesta sift silica silk silo silt silver simile simple singer sinner ' +
  'sister sitcom sitter sixth size sizing sizzle skater sketch skewed skid skied skiing skype slab slacks slam slang slate slaw sled sleek slept sliced ' +
  'slider slinky slip slogan sloped slot sludge slug slurp slush small smile smite smock smog smoked smooth smugly snack snap snarl snazzy snide snooze ' +
  'snore snout snowy snub snuff snugly speak specks speech spent spew sphere sphinx spider spied spiffy spill spinal spleen splice spoils spoken spoof ' +
  'spore spotty spouse sprain spree sprig sprout spruce spry spud spur squad squeak squid stack staff stage stamp stand staple starch stash state stays ' +
  'steam steed stem step stereo stew stick stifle stilt stingy stir stitch stock stoic stomp stood storm stout stove streak strict strobe struck stucco ' +
  'studio stuffy stump stung stupor sturdy stylus sublet subpar subtly suburb subway such sudden sudoku suffix sugar suing suitor sulfur sulk sullen ' +
  'sultry surely surfer survey sushi swan swarm sway sweat sweep swell swept swerve swipe swirl swivel swoop swore swung system tabby tables tackle taco ' +
  'take taking talcum tall talon tamale tamer tamper tank tanned taps tarmac tarot tartar task tassel taste tattle tavern thank that thaw thee theft ' +
  'theme these thing thirty thorn those thrash thread thrift throat thud thumb thus tiara tibia tidal tidbit tidy tiger tile tiling till tilt timid ' +
  'tingle tinker tinsel tint tiny tipoff tiptop tiring tissue trace trade train trance traps travel tray treat treble tree tremor trench triage tricky ' +
  'tried trifle trio trophy trough truce trump trunks truth tubby tulip tumble tummy turban turf turkey turret turtle tusk tutor tutu tweak tweed twelve ' +
  'twenty twice twig twine twirl twisty twitch tycoon tying tyke udder ultra umpire unable unbend unclad uncork uncut undead undone unease unfair unfold ' +
  'unglue unholy unify union unison unit unkind unless unlit unmade unpack unplug unread unripe unroll unruly unsaid unsnap unsold untold untrue unused ' +
  'unwary unwed unwind unworn unzip upbeat update upheld uphill uphold upload upon upper upside uptake uptown upward upwind urban urchin urgent urging ' +
  'usable usage used user usher usual utmost utopia vacant valid valley value vanish varied vastly veal vegan velcro velvet vendor venue verify verse ' +
  'very vessel veto viable vibes vice video viewer violin viral virus visa vision visor vista vixen voice void volley voter voting vowed voyage wafer ' +
  'waffle waged waggle wagon wake waking walk walnut walrus waltz wand wanted wasabi washed wasp watch water waving wavy whacky wharf wheat whiff whinny ' +
  'whole whoops wick widely widget widow width wife wifi wilder willed wilt wince wind wing winner winter wipe wired wiring wiry wisdom wish wispy wizard ' +
  'wobble wolf woof wooing woozy word work worry woven wrath wreath wrist xbox xerox yahoo yard yarn yeah yearly yeast yelp yield yippee yodel yoga ' +
  'yogurt yonder yoyo yummy zebra zero zesty zippy zips zodiac zombie zone zoning zoom'
).split(' ');
