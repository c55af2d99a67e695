// @ts-check
// Articles written for this page about real events, each in another style.

/** @typedef {{title: string, date: string, about: string, text: string}} Sample */

/** @type {Sample[]} */
export const SAMPLES = [
  {
    title: "Sarajevo, 1994",
    date: "1994-02-06",
    about: "Agency copy on the shelling of Sarajevo's market, 5 February 1994. Written for this page.",
    text: `SARAJEVO, Bosnia-Herzegovina, Feb. 6 -- Sixty-eight people were killed and more than 140 wounded on Saturday when a single mortar shell exploded in a crowded open-air market in the center of Sarajevo, Bosnian health officials said, the deadliest attack on the city since the siege began in April 1992.

The 120-millimeter shell struck the Markale market shortly after noon, as hundreds of residents were shopping for food. U.S. military aircraft flew some of the most seriously wounded to a hospital in Germany on Sunday.

The Bosnian government blamed Serb forces in the hills above the city. The Bosnian Serb leader, Radovan Karadzic, denied that his army had fired the shell and accused the government of staging the attack. Lt. Gen. Michael Rose, the commander of United Nations troops in Bosnia, said his experts could not yet tell who was responsible.

In Washington, President Bill Clinton condemned the attack and said he had asked Secretary of State Warren Christopher to consult with European allies. On Friday, another shelling had killed 10 people waiting for food in the suburb of Dobrinja.

About 10,000 people have died in Sarajevo in the last 22 months, according to Bosnian officials. Peace talks are to resume in Geneva on Thursday.
`,
  },
  {
    title: "South Atlantic, 1982",
    date: "1982-05-05",
    about: "A radio bulletin on the war for the Falkland Islands, May 1982. Written for this page.",
    text: `Britain has lost its first warship in the fighting for the Falkland Islands. The Ministry of Defence in London said late on Tuesday that the destroyer HMS Sheffield had been hit by a missile fired from an Argentine aircraft, and that her crew had abandoned ship. Twenty sailors are believed to have been killed and at least 24 others were injured.

A Sea Harrier was shot down the same day over Goose Green. Its pilot was killed.

The attack came two days after a British submarine, HMS Conqueror, sank the Argentine cruiser General Belgrano about 36 miles outside the exclusion zone. Argentina says that more than 300 of her crew are missing; some 700 men were picked up from the sea by Argentine ships.

Argentina's military government, which took the islands on April 2, said it had lost no aircraft in Tuesday's raid. In Buenos Aires, the Foreign Minister, Nicanor Costa Mendez, said his country was still ready to talk. The Peruvian president, Fernando Belaunde Terry, has put forward a new plan for a ceasefire, and the United Nations Secretary-General, Javier Perez de Cuellar, urged both sides to accept it.
`,
  },
  {
    title: "Goma, 2012",
    date: "2012-11-26",
    about: "A situation report of an aid office on the fall of Goma, November 2012. Written for this page.",
    text: `EASTERN CONGO: SITUATION REPORT NO. 4
26 November 2012

Highlights
- M23 rebels have controlled Goma, the capital of North Kivu, since 20 November.
- Some 140,000 people are displaced in and around the city.
- Hospitals have treated dozens of wounded civilians.

Fighting between the Congolese army (FARDC) and the March 23 Movement (M23) reached Goma on 19 November. Government troops withdrew to Sake, 25 km west of the city, the next day. M23 took Sake on 21 November and pushed back an army counter-attack on 22 November, forcing several thousand residents to flee toward Minova.

A UN group of experts has accused Rwanda and Uganda of supporting M23. Kigali and Kampala deny this. MONUSCO, the United Nations mission, kept about 1,500 peacekeepers in Goma but did not stop the rebels from entering. Army spokesman Col. Olivier Hamuli said the military had not given up the city.

Two children were killed and seven people were wounded by shells near the airport on 19 November. In Minova, humanitarian workers report that soldiers looted shops and raped women; no figures can be confirmed. Leaders of the region, meeting in Kampala on Saturday, called on M23 to leave Goma within two days.

Congo's two wars between 1996 and 2003 cost millions of lives, most of them through hunger and disease.
`,
  },
  {
    title: "Jenin, 2002 (hard)",
    date: "2002-08-02",
    about: "Rival tolls, a denial and some history: what was claimed about Jenin in 2002. Written for this page.",
    text: `How many people died in Jenin? Four months after Israeli forces fought their way into the refugee camp in the northern West Bank, the United Nations has put a number to a battle that was first of all a battle over numbers.

In a report published on Thursday, the UN says that at least 52 Palestinians were killed in the camp in April, as many as half of them civilians. Israel lost 23 soldiers, 13 of them in a single ambush on April 9.

In the first days of the fighting, Palestinian officials spoke of 500 dead and of a massacre. Israel denied from the start that its troops had massacred civilians; the army at first estimated that about 200 people, most of them gunmen, had been killed, then lowered its figure to 45. Human Rights Watch, whose researchers went from house to house, confirmed 52 deaths in May and concluded that 22 of the dead were civilians, including children and a man in a wheelchair. It found no evidence of a massacre, but accused Israel of acts that might be war crimes.

The report was written without a visit: the government of Prime Minister Ariel Sharon would not let a UN team into the camp. Saeb Erekat, the chief Palestinian negotiator, called the findings a whitewash of nothing and everything, and said the dead under the rubble had never been counted. An Israeli spokesman said that if the army had wanted to kill hundreds, it could have bombed the camp from the air.

Israel launched Operation Defensive Shield on March 29, two days after a Hamas suicide bomber killed 30 people at a Passover meal in Netanya. The report counts 497 Palestinians killed across the West Bank between March 1 and May 7, and more than 17,000 people made homeless. For many in the region the word massacre recalls Sabra and Shatila, where a Lebanese militia murdered hundreds of refugees in September 1982 while Israeli troops surrounded the camps.
`,
  },
];
