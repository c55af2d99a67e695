//! Everyday words for the generated articles: most of a newspaper is about no war at all.

pub const NOUNS: &str = "agreement airline analysis answer argument autumn bakery bank barrier basin bargain belief bill birth board boat bond book border bottle branch bread \
bridge budget building bureau butter cabinet camera campaign canal candle capital card career carpet case cattle cement ceremony chair champion chance channel chapter charge choice church \
cinema circle climate clinic clock cloth coal coffee college colony column comment committee company concern concert condition conference consumer contract copper corner corridor cotton \
council course court cousin credit crew crop crowd culture currency custom dairy damage daughter deadline debate debt decade decision decree delay demand depot desert design desk device \
diesel dinner director discovery dispute distance doctor dollar donor door draft drought economy editor effort election electricity embassy emergency energy engine engineer evening event \
exam example exchange exhibition expert export factory failure family farm farmer fashion father feast federation ferry fertilizer festival field figure film fishery flag flight flood flour \
forest forum foundation freight fridge fruit fuel funeral furniture future garden gas gate generation glass goal grain grandmother grass groundwater growth guest guide habit hall harbor \
harvest heat height highway hill history holiday horse hospital hotel household housing idea image import income industry inflation injury ink inquiry insurance interest interview invoice \
iron irrigation island issue jacket journey judge judgment kitchen laboratory labor ladder lake lamp landlord language lawyer league leather lecture lesson letter library licence line loan \
lorry luggage lunch machine magazine manager map margin market marriage material mayor meal measure medicine meeting member memory merchant message metal method metre milk mill mine \
mineral mirror model moment money monument morning mother motor mountain mouth museum music nephew network neighbourhood newspaper night noise notebook notice novel number nurse office oil \
opinion orchard order orphanage outlook owner paint palace panel paper parcel parent park partner passage passenger patient payment peasant pension people percentage performance permit \
petition phone photograph pilot pipeline plain plan plant platform player poem policy pool population port portrait position possibility potato power practice present press price printer \
prison problem process produce product profit programme project promise property prospect protest province pump pupil purpose quality quarter question queue radio railway rain range rate \
ration reader reason receipt record reform region relation relative religion rent repair reply report request research reserve resident resource response restaurant result retailer reward \
rice ring river road roof room route rubber rule safety salary sale salt sample sand scale scheme scholar school science scientist season seat secretary seed sentence series service shade \
share sheep shelf ship shirt shoe shop shore shortage shoulder sign signal silence silver singer sister site skill snow soap society soil song source speech spring stadium staff stage stamp \
station statue steel step stock stone storage store storm story street strength student study style subsidy success sugar suitcase summer supply surface surgeon surprise survey system table \
talent target tariff task taste taxpayer teacher team telephone temple term test textile theatre theory thing throat ticket timber title tobacco tool tourism tourist tower town trade tradition \
train transport travel treasury treatment tree trial trip trouble truck tunnel turbine turnover uncle union university valley value variety vegetable vehicle verdict vessel victory view \
village visitor voice voyage wage wall warehouse water wave wealth weather wedding week weight well wheat wheel wife wind window winter wire wood wool work worker workshop writer yard youth";

pub const VERBS: &str = "accepted adopted affected announced applied approved argued arranged assembled attracted avoided backed balanced blamed borrowed bought built calculated carried caught changed \
collected combined compared completed considered contained continued copied counted covered created crossed debated declined defended delayed delivered described designed developed discussed \
divided doubled drew earned edited employed encouraged enjoyed established estimated examined exchanged expanded explained explored faced favoured filled financed fixed followed formed founded \
funded gathered governed guided handled harvested helped hired honoured hosted ignored imported improved included increased informed inspected installed introduced invented invited joined judged \
launched learned leased limited linked listed loaded managed measured mended mentioned merged missed moved named needed noticed obtained offered opened ordered organised owned packed painted \
planned planted praised prepared presented preserved printed produced proposed protected proved published pulled pumped raised read rebuilt recalled received recorded reduced refused regarded \
remembered renamed rented repaired repeated replaced required resolved restored reviewed rewarded saved scheduled secured selected served settled shared shipped signed simplified sold solved sorted \
stored studied suggested supplied supported surveyed tested traded trained translated transported treated tried turned updated valued visited warned washed watched weighed welcomed widened won wrote";

pub const ADJECTIVES: &str = "able absent abstract active ancient annual anxious average awkward basic blue bold brief bright broad calm careful central cheap civic clean clear clever close coastal cold \
comfortable common complex constant cool corporate costly crowded curious daily damp dark dear deep delicate detailed different difficult digital direct distant double dry dull eager early eastern \
elaborate elderly electric elegant empty enormous equal essential exact expensive extra fair familiar famous fast favourite final financial fine firm flat foreign formal former fresh friendly full \
general generous gentle global gold gradual grand grateful green grey handsome hard healthy helpful high historic honest huge humid identical important indoor industrial informal initial inner \
joint junior keen key large late lively local lonely loose loyal main major marine mature medical mild minor mobile modern modest monthly musical mutual narrow native natural neat new nice noisy \
normal northern notable novel obvious odd official old ordinary outdoor outer painful parallel partial past patient permanent personal plain pleasant polite poor popular practical precise previous \
primary private probable proper proud public quick quiet rapid rare raw ready real recent red regional regular related reliable remote residential rich rough round royal rural safe salty scarce senior \
separate serious shallow sharp short silent similar simple single skilled slight slow small smooth social soft solar solid southern special spare square stable standard steady steep stiff strange \
strict strong sudden suitable sunny sweet tall technical temporary tidy tight tiny total traditional transparent tropical typical unusual upper urban urgent useful usual valid vast visible vital vivid \
warm weak weekly western wet whole wide wild willing wise wooden young";

pub const ADVERBS: &str = "abroad again almost already also always apparently barely briefly broadly carefully cheaply clearly closely commonly constantly directly early easily elsewhere eventually evenly exactly \
fairly finally formally formerly fully gently gladly gradually hardly heavily here hopefully however increasingly indoors initially instead jointly largely lately later likewise locally loudly mainly \
mostly nearly neatly nevertheless normally now officially often once openly otherwise partly patiently perhaps politely possibly precisely privately probably promptly properly publicly quickly quietly \
quite rapidly rarely readily recently regularly roughly separately seriously sharply shortly silently similarly simply slightly slowly smoothly sometimes soon steadily still strictly strongly suddenly \
surely there thoroughly together tomorrow twice typically usually widely";
