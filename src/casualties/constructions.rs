//! The constructions of the grammar, each with its proof: sentences with the span it must mark and what it says, and
//! sentences in which it must mark nothing.
//!
//! A construction that is not listed here has no name to give to a mark, so it does not compile; the test at the end runs
//! every example. Values read `outcome low/best/high`, or `class effect low/best/high` for equipment.

macro_rules! constructions {
    ($($(#[$meta:meta])* $variant:ident = $name:literal {
        examples: [$(($example:literal, $value:literal)),+ $(,)?],
        allows: [$($allow:literal),+ $(,)?] $(,)?
    })*) => {
        /// How a mark came about.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(super) enum Construction {
            $($(#[$meta])* $variant,)*
        }

        impl Construction {
            /// The name that every mark carries.
            pub(super) const fn name(self) -> &'static str {
                match self {
                    $(Construction::$variant => $name,)*
                }
            }
        }

        #[cfg(test)]
        pub(super) struct Proof {
            pub name: &'static str,
            pub examples: &'static [(&'static str, &'static str)],
            pub allows: &'static [&'static str],
        }

        #[cfg(test)]
        pub(super) const PROOFS: &[Proof] = &[
            $(Proof { name: $name, examples: &[$(($example, $value)),+], allows: &[$($allow),+] },)*
        ];
    };
}

constructions! {
    /// Subject, a form of "be", participle; also verbs that take the victims as subject, and participles behind their noun.
    Passive = "harm, passive" {
        examples: [
            ("[Eleven miners were killed] when the shaft was bombed.", "killed 11/11/11"),
            ("[Twenty-seven sailors died] at sea.", "killed 27/27/27"),
            ("They buried the [nine students killed] in the raid.", "killed 9/9/9"),
            ("[A soldier guarding the bridge was wounded].", "wounded 1/1/1"),
            ("[One soldier suffered a gunshot wound] to the leg.", "wounded 1/1/1"),
        ],
        allows: ["The bill was killed in committee.", "The fighting died down.", "The gunman fled."],
    }
    /// A comma or bracket parts the victims from the verb.
    PassiveAfterAside = "harm, passive, after an aside" {
        examples: [
            ("Karim Haddad, a deputy commander, [was killed] on Sunday.", "killed 1/1/1"),
            ("Nearly 400 villagers, most of them farmers, [died] in the raid.", "killed 380/400/400"),
        ],
        allows: ["The plan, a bold one, was killed."],
    }
    /// "five soldiers and two policemen were killed": the conjuncts before the last.
    PassiveConjunct = "harm, passive: conjunct" {
        examples: [("[Five soldiers] and two policemen were killed.", "killed 5/5/5")],
        allows: ["Rebels attacked and two policemen were killed."],
    }
    /// The subject stands with an earlier verb.
    PassiveSharedSubject = "harm, passive, shared subject" {
        examples: [("The gunman opened fire before being [shot dead] by guards.", "killed 1/1/1")],
        allows: ["The talks opened before being called off."],
    }
    /// Past tense or perfect with an object.
    Active = "harm, active" {
        examples: [
            ("The blast [killed nine villagers].", "killed 9/9/9"),
            ("Shelling has [wounded at least 31 people].", "wounded 31/31/-"),
        ],
        allows: ["Parliament killed the bill.", "The army executed a plan.", "Rebels captured three villages."],
    }
    /// "four soldiers, two drivers and a cook": the objects after the first.
    ActiveConjunct = "harm, active: conjunct" {
        examples: [("The bomb killed four soldiers and [two drivers].", "killed 2/2/2")],
        allows: ["The bomb killed four soldiers and police closed the road."],
    }
    /// A count alone that has a place or a time of its own: "…40 in Derna and 12 in Tobruk".
    Elsewhere = "harm: a further count in another place" {
        examples: [
            ("The storm killed 40 people in Derna and [12] in Tobruk.", "killed 12/12/12"),
            ("The army has killed 90 rebels this year, [nearly 30] in June alone.", "killed 28/30/30"),
        ],
        allows: ["He spoke in Derna and 12 in the room listened.", "The bill was killed in May and 12 in the house wept."],
    }
    /// "…, killing two".
    Participle = "harm, participle" {
        examples: [("A rocket hit the market, [killing two people].", "killed 2/2/2")],
        allows: ["The drug works by killing bacteria."],
    }
    /// "the killing of two priests".
    Gerund = "harm, gerund of" {
        examples: [("The [killing of two priests] shocked the country.", "killed 2/2/2")],
        allows: ["The killing of the bill took a week."],
    }
    /// "could kill thousands"; headlines: "bomb kills 12".
    Present = "harm, present or infinitive" {
        examples: [
            ("Car bomb [kills 12] in border town", "killed 12/12/12"),
            ("The offensive could [kill thousands of people].", "killed 1000/2000/9999"),
        ],
        allows: ["They want to kill the deal."],
    }
    /// "injured or killed".
    SecondVerb = "harmed: second verb" {
        examples: [("No civilians were injured or [killed] in the strike.", "killed 0/0/0")],
        allows: ["The plan was changed or killed."],
    }
    /// "those killed".
    Those = "harmed: those killed" {
        examples: [("Prayers were said for all those [killed].", "killed 2/-/-")],
        allows: ["Those who came were many."],
    }
    /// "were among those killed", "among the dead was a nurse".
    Among = "among those harmed" {
        examples: [
            ("[Two of his guards were among those killed].", "killed 2/2/2"),
            ("[Three children were among the dead].", "killed 3/3/3"),
            ("Among the wounded was [a nurse].", "wounded 1/1/1"),
        ],
        allows: ["Two of his guards were among those who came."],
    }
    /// "along with three others".
    AlongWith = "harm: along with" {
        examples: [("Seven rebels were killed, along with [four government soldiers].", "killed 4/4/4")],
        allows: ["Seven rebels came along with four soldiers."],
    }
    /// "three wounded soldiers".
    Attributive = "harmed, attributive" {
        examples: [("A convoy carried [wounded soldiers] to the rear.", "wounded 2/-/-")],
        allows: ["His wounded pride delayed the talks."],
    }
    /// "12 dead", "the wounded".
    HarmedPeople = "harmed people" {
        examples: [("The clash left [12 dead].", "killed 12/12/12"), ("Nurses treated the [wounded].", "wounded 2/-/-")],
        allows: ["Tourists swam in the Dead Sea."],
    }
    /// "dead and wounded among civilians".
    DeadAndWounded = "the dead and wounded" {
        examples: [("There are [dead] and wounded among the peacekeepers.", "killed 2/-/-")],
        allows: ["There are clubs and bars among the shops."],
    }
    /// "took 12 hostages", "the hostages".
    Hostages = "hostages" {
        examples: [("Gunmen [took 12 hostages].", "captured 12/12/12")],
        allows: ["Gunmen released 12 hostages."],
    }
    /// "took its 25 crew members hostage".
    TakenHostage = "taken hostage" {
        examples: [("Gunmen [took its 25 crew members hostage].", "captured 25/25/25")],
        allows: ["The hostage crisis lasted for weeks."],
    }
    /// "4.5 million displaced people".
    DisplacedPeople = "displaced people" {
        examples: [("[Some 4,500 displaced people] are in the camp.", "displaced 4275/4500/4725")],
        allows: ["The displaced water flooded a field."],
    }
    /// "47 deaths", "heavy casualties".
    Nominal = "harm, nominal" {
        examples: [
            ("Hospitals recorded [47 deaths].", "killed 47/47/47"),
            ("Reports speak of [heavy casualties].", "casualties_unspecified 2/-/-"),
            ("There were [no casualties].", "casualties_unspecified 0/0/0"),
        ],
        allows: ["A consultative body met in the capital.", "The death penalty was abolished."],
    }
    /// "civilian deaths since May were 265".
    Predicate = "harm, nominal, counted by its verb" {
        examples: [
            ("[Union casualties totalled 12,000].", "casualties_unspecified 12000/12000/12000"),
            ("[Civilian deaths] in the first month were 265.", "killed 265/265/265"),
        ],
        allows: ["The deaths were mourned by 12 towns.", "Deaths were 12 percent fewer.", "The deaths were a shock to 12 towns."],
    }
    /// "the deaths of 12 soldiers", "the bodies of two men who were killed".
    NominalOf = "harm, nominal of" {
        examples: [("The battle caused the [deaths of 12 soldiers].", "killed 12/12/12")],
        allows: ["A body of troops moved north."],
    }
    /// "the deaths of a nurse and two drivers".
    NominalConjunct = "harm, nominal: conjunct" {
        examples: [("He mourned the deaths of a nurse and [two drivers].", "killed 2/2/2")],
        allows: ["He mourned the death of hope and of art."],
    }
    /// "his death", "Nabil's murder".
    Possessive = "harm, possessive" {
        examples: [("His [death] left the group without a leader.", "killed 1/1/1")],
        allows: ["His dead weight was felt."],
    }
    /// "the massacre".
    MassKilling = "mass killing" {
        examples: [("The town has not forgotten the [massacre].", "killed 2/-/-")],
        allows: ["The team was praised."],
    }
    /// "no reports of casualties".
    NoneReported = "none reported" {
        examples: [("There were [no reports of casualties].", "casualties_unspecified 0/-/-")],
        allows: ["There were no reports of the meeting."],
    }
    /// "the loss of 40 men", "loss of life".
    LossOfPeople = "loss of people" {
        examples: [("The army admitted the [loss of 40 men].", "killed 40/40/40")],
        allows: ["The army admitted the loss of two villages."],
    }
    /// "suffered heavy losses".
    HeavyLosses = "heavy losses" {
        examples: [("The column suffered [heavy losses].", "casualties_unspecified 2/-/-")],
        allows: ["The bank reported heavy losses."],
    }
    /// "the toll rose to 312".
    Toll = "toll" {
        examples: [("The [death toll rose to 312] on Friday.", "killed 312/312/312")],
        allows: ["The toll road was closed."],
    }
    /// "puts the number at around 40".
    NumberPut = "number put at" {
        examples: [("Troops killed 60 rebels. A spokesman puts the number at [around 40 rebels].", "killed 38/40/42")],
        allows: ["The bank puts the number at 40 percent."],
    }
    /// "claimed the lives of 90 people", "cost 40 lives".
    ClaimedLives = "claimed lives" {
        examples: [("The siege has [claimed the lives of 90 people].", "killed 90/90/90")],
        allows: ["He claimed the prize."],
    }
    /// "lost 40 men".
    LostPeople = "lost people" {
        examples: [("The regiment [lost 40 men] in an hour.", "killed 40/40/40")],
        allows: ["The brigade lost two villages.", "The party lost 40 members."],
    }
    /// "personnel - about 313,000" in a table of losses.
    PersonnelRow = "row of a table" {
        examples: [("Losses of the enemy: [personnel - 5,100] (+20)", "casualties_unspecified 5100/5100/5100")],
        allows: ["The base has personnel - 5,100 in all."],
    }
    /// "including three children", "32 of them from the guards".
    Part = "part of a total" {
        examples: [
            ("Twelve people died, including [three children].", "killed 3/3/3"),
            ("The raid killed 56 men, [32 of them from the guards].", "killed 32/32/32"),
        ],
        allows: ["Twelve people came, including three children."],
    }
    /// "destroyed three tanks".
    LossActive = "loss, active" {
        examples: [("Gunners destroyed [three tanks].", "tank destroyed 3/3/3")],
        allows: ["Shells hit three houses.", "Officials struck a deal on two ships."],
    }
    /// "three tanks were destroyed".
    LossPassive = "loss, passive" {
        examples: [("[Six aircraft] were destroyed on the ground.", "aircraft destroyed 6/6/6")],
        allows: ["The village was destroyed by aircraft."],
    }
    /// "sustained slight damage", "damage to two ships".
    LossDamage = "loss, damage sustained" {
        examples: [
            ("[One Alouette] sustained slight damage.", "helicopter damaged 1/1/1"),
            ("The storm of shells caused heavy damage to [two frigates].", "ship damaged 2/2/2"),
        ],
        allows: ["The town sustained heavy damage.", "The damage the tanks did was slight."],
    }
    /// "ran over a mine".
    LossByMine = "loss, on a mine" {
        examples: [("[A bus] ran over a land mine near the river, killing two.", "vehicle hit 1/1/1")],
        allows: ["A man struck a mine.", "Two tanks hit the town."],
    }
    /// "the downing of a plane".
    LossNominal = "loss, nominal" {
        examples: [("The army admitted the loss of [two helicopters].", "helicopter lost 2/2/2")],
        allows: ["The army admitted the loss of two villages."],
    }
    /// "four wrecked tanks".
    LossAttributive = "loss, attributive" {
        examples: [("A reporter saw [four wrecked tanks] on the road.", "tank destroyed 4/4/4")],
        allows: ["A reporter saw four tanks on the road."],
    }
    /// "put losses at 400 tanks".
    LossesInNumber = "losses in number" {
        examples: [("Sources put Syrian losses at [400 tanks].", "tank lost 400/400/400")],
        allows: ["Sources put Syrian strength at 400 tanks."],
    }
    /// "tanks - 5,385 (+15)".
    TableRow = "loss, row of a table" {
        examples: [("Losses of the enemy: [tanks - 5,385] (+15)", "tank lost 5385/5385/5385")],
        allows: ["Strength of the enemy: tanks - 5,385"],
    }
}

#[cfg(test)]
mod tests {
    use super::PROOFS;
    use crate::casualties::Casualties;
    use crate::lexicon::Lexicon;
    use crate::model::Count;
    use crate::quantity::Quantity;
    use crate::syntax::Grammar;
    use crate::text::Document;

    fn bounds(count: &Count) -> String {
        let bound = |n: Option<u64>| n.map_or("-".to_string(), |n| n.to_string());
        format!("{}/{}/{}", bound(count.low), bound(count.best), bound(count.high))
    }

    #[test]
    fn every_construction_proves_itself() {
        let lexicon = Lexicon::new();
        let (quantity, grammar, casualties) = (Quantity::new(), Grammar::new(), Casualties::new());
        let run = |text: &str, rule: &str| -> Vec<(String, String)> {
            let mut document = Document::new(text, &lexicon);
            let amounts = quantity.mark(&mut document);
            let syntax = grammar.parse(&document);
            let found = casualties.find(&document, &syntax, &amounts);
            let people = found.casualties.iter().filter(|m| m.rule == rule).map(|m| {
                let outcome = serde_json::to_value(m.outcome).unwrap_or_default();
                let outcome = outcome.as_str().unwrap_or_default().to_string();
                (document.slice(m.tokens.clone()).to_string(), format!("{outcome} {}", bounds(&m.count)))
            });
            let equipment = found.materiel.iter().filter(|m| m.rule == rule).map(|m| {
                let value = format!("{} {} {}", m.class, m.effect, bounds(&m.count));
                (document.slice(m.tokens.clone()).to_string(), value)
            });
            people.chain(equipment).collect()
        };
        let mut faults = Vec::new();
        for proof in PROOFS {
            for (example, value) in proof.examples {
                let (open, close) = (example.find('[').unwrap(), example.rfind(']').unwrap());
                let text = format!("{}{}{}", &example[..open], &example[open + 1..close], &example[close + 1..]);
                let expected = (example[open + 1..close].to_string(), value.to_string());
                let found = run(&text, proof.name);
                if !found.contains(&expected) {
                    faults.push(format!("`{}`: expected {expected:?} in `{text}`, found {found:?}", proof.name));
                }
            }
            for text in proof.allows {
                let found = run(text, proof.name);
                if !found.is_empty() {
                    faults.push(format!("`{}` must not match `{text}`, found {found:?}", proof.name));
                }
            }
        }
        assert!(faults.is_empty(), "{}", faults.join("\n"));
    }
}
