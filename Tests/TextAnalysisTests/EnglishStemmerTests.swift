// SPDX-License-Identifier: GPL-3.0-or-later
import Testing
import TextAnalysis

/// Words with their stems, out of the published vocabulary, https://snowballstem.org/algorithms/english/stemmer.html.
///
/// Chosen so that leaving out any ending, exception or condition of the algorithm gives some word another stem.
private struct Sample: CustomTestStringConvertible, Sendable {
    let name: String
    /// `word stem`, apart by commas.
    let pairs: String

    var testDescription: String { name }

    var words: [(word: String, stem: String)] {
        pairs.split(whereSeparator: { $0 == "," || $0 == "\n" }).compactMap { pair in
            let parts = pair.split(separator: " ").map(String.init)
            return parts.count == 2 ? (parts[0], parts[1]) : nil
        }
    }

    static let all = [
        Sample(
            name: "words with a stem of their own",
            pairs: """
                skis ski, skies sky, idly idl, gently gentl, ugly ugli, early earli, only onli, singly singl,
                sky sky, news news, howe howe, atlas atlas, cosmos cosmos, bias bias, andes andes
                """),
        Sample(
            name: "words left alone after step 1a",
            pairs: """
                inning inning, innings inning, outing outing, canning canning, herring herring, herrings herring,
                earring earring, earrings earring, evening evening, evenings evening, proceed proceed,
                proceeds proceed, exceed exceed, exceeds exceed, succeed succeed, succeeds succeed,
                exceeding exceed, succeeded succeed
                """),
        Sample(
            name: "words whose first region is an exception",
            pairs: """
                generalization general, generated generat, communicated communic, communication communic,
                arsenals arsenal, arsenate arsenat, pasted paste, pasting paste, universally universal,
                universities universiti, lateral lateral, laterally lateral, emergencies emergenc,
                emergency emergenc, organically organic, organization organiz, internalization internal,
                internally internal, generous generous, arsenal arsenal, interest interest
                """),
        Sample(
            name: "step 0, the possessive",
            pairs: """
                there's' there, there's there, 'a' a, 'as' as, a'' a'
                """),
        Sample(
            name: "step 1a, plurals",
            pairs: """
                falsenesses fals, illnesses ill, hied hie, lied lie, inanities inan, hies hie, lies lie,
                curiosities curios, inequalities inequ, diabolicus diabolicus, malicious malici,
                effectless effectless, lightness light, cras cras, his his, kills kill, gas gas, this this,
                gaps gap, ties tie, cries cri, caress caress
                """),
        Sample(
            name: "step 1b, -ed and -ing",
            pairs: """
                needly need, disagreed disagre, leeds leed, feed feed, meed meed, dispraisingly disprais,
                missingly miss, contentedly content, fixedly fix, dismissing dismiss, levelling level,
                discharged discharg, lasted last, hying hie, lying lie, ging ging, redly red, debilitated debilit,
                hybernating hybern, characterizing character, idolized idol, fired fire, owed owe, adding add,
                ebbing ebb, doubled doubl, troubling troubl
                """),
        Sample(
            name: "step 1b, double letters",
            pairs: """
                dubbed dub, ribbing rib, forbidding forbid, nodding nod, ingraffed ingraf, rebuffed rebuf,
                doggedly dog, hugging hug, drumming drum, skimmed skim, forerunning forerun, planned plan,
                gripped grip, propping prop, demurred demur, occurring occur, dotted dot, patting pat
                """),
        Sample(
            name: "step 1c, final y",
            pairs: """
                curtseyed curtsey, hurray hurray, dyed dy, by by, dye dye, enjoy enjoy, cry cri, say say
                """),
        Sample(
            name: "step 2, long endings",
            pairs: """
                crystallization crystal, conversational convers, educational educ, fearfulness fear,
                playfulness play, disrespectability disrespect, impregnability impregn, faultlessly faultless,
                hopelessly hopeless, fluently fluentli, corporations corpor, gratification gratif,
                individualism individu, liberalism liber, hospitalities hospit, inequality inequ, fabulously fabul,
                monotonously monoton, inactivity inact, faithfully faith, playfully play, entomologist entomolog,
                geologists geolog, deficiencies defici, impertinency impertin, constancy constanc, infancy infanc,
                sympathizers sympath, temporizer tempor, educator educ, investigators investig, especially especi,
                majestically majest, forcibly forcibl, infallibly infal, biologies biolog, oncology oncolog,
                exquisitely exquisit, manifestly manifest, fancied fanci, nobly nobli, evidenfly evidenfli,
                melancholies melancholi, callousness callous, effectiveness effect, considerably consider,
                national nation
                """),
        Sample(
            name: "step 2, letters before -li",
            pairs: """
                franticly frantic, politicly polit, fondly fond, madly mad, longly long, smugly smug,
                foolishly foolish, pettishly pettish, darkly dark, rankly rank, firmly firm, seemly seem,
                forlornly forlorn, meanly mean, fatherly father, oracularly oracular, earnestly earnest,
                instantly instant, divinely divin, lamely lame
                """),
        Sample(
            name: "step 3",
            pairs: """
                conversationally convers, operationally oper, conventionalities convent, exceptionally except,
                capitalized capit, demoralized demor, fortification fortif, modifications modif,
                eccentricities eccentr, elasticity elast, comparatively compar, imperative imper,
                energetically energet, mathematically mathemat, expertness expert, loftiness lofti, fanciful fanci,
                pashful pash, lioness lioness, realize realiz, lucrative lucrat, purgative purgat
                """),
        Sample(
            name: "step 4",
            pairs: """
                disagreement disagr, concernancy concern, importancy import, dependences depend, imprudences imprud,
                hospitably hospit, invulnerable invulner, imperceptibly impercept, inexpressible inexpress,
                concealments conceal, entreatments entreat, cormorant cormor, inconstant inconst,
                despondent despond, incumbent incumb, criticism critic, galvanism galvan, corporate corpor,
                hibocrates hibocr, eternity etern, intrepidity intrepid, erroneous erron, membranous membran,
                distinctive distinct, inoffensive inoffens, civilization civil, magnetized magnet,
                conversion convers, expressions express, diagonal diagon, inventorially inventori, digester digest,
                justicers justic, ecstatically ecstat, jesuitical jesuit, easterly easter, mediators mediat,
                decision decis, explosion explos, extraction extract, complexioned complexion, hyperion hyperion,
                adoption adopt, communism communism
                """),
        Sample(
            name: "step 5, final e and l",
            pairs: """
                depose depos, jarodyce jarodyc, doyle doyl, looseness loos, finely fine, musingly muse,
                dunghills dunghil, labell label, galled gall, pulling pull
                """),
        Sample(
            name: "short syllables",
            pairs: """
                paste paste, aves ave, eyed eye, drawing draw, lewes lew, fixing fix, rexes rex, frayed fray,
                prayed pray
                """),
        Sample(
            name: "y as a consonant",
            pairs: """
                decayer decay, gayness gay, ycleped yclepe, yes yes, youth youth, boyish boyish
                """),
        Sample(
            name: "one word out of every thousand of the vocabulary",
            pairs: """
                admonishment admonish, appall appal, bagnet bagnet, binkies binki, browed brow, celery celeri,
                clumsiness clumsi, consumed consum, cul cul, derogation derog, ditchers ditcher, elegancy eleg,
                eventually eventu, feury feuri, fred fred, goes goe, haughtinesses haughti, husband husband,
                injunction injunct, jumbling jumbl, liegeman liegeman, manoeuvre manoeuvr, mistiness misti,
                newts newt, penitent penit, pokorev pokorev, propensity propens, realising realis, reticule reticul,
                sarmons sarmon, shells shell, sobs sob, stimulated stimul, switzerland switzerland, tinge ting,
                ulcerous ulcer, unsorted unsort, vomit vomit, woefull woeful
                """),
    ]
}

@Suite("EnglishStemmer")
struct EnglishStemmerTests {
    @Test("words have their published stems", arguments: Sample.all)
    private func published(sample: Sample) {
        #expect(!sample.words.isEmpty)
        for (word, stem) in sample.words { #expect(EnglishStemmer.stem(word) == stem, "\(word)") }
    }

    @Test("the sample is as large as it should be, each word in it once")
    func size() {
        let words = Sample.all.flatMap(\.words).map(\.word)
        #expect(words.count == 331)
        #expect(Set(words).count == words.count)
    }

    @Test(
        "forms of one word share a stem",
        arguments: [
            ["brake", "brakes", "braked", "braking"], ["pedal", "pedals", "pedalled", "pedalling"],
            ["breathe", "breathes", "breathing", "breath"], ["tyre", "tyres"], ["carry", "carries", "carried"],
        ])
    func forms(words: [String]) {
        #expect(Set(words.map(EnglishStemmer.stem)).count == 1)
    }

    @Test(
        "words of two letters, and words with other than lower-case letters, keep their form",
        arguments: [
            "", "a", "as", "is", "ed", "Brakes", "BRAKING", "l1s", "her2", "żebras", "naïves", "two-ings", "🚲s",
        ])
    func untouched(word: String) { #expect(EnglishStemmer.stem(word) == word) }

    @Test("every word of up to five letters out of the awkward ones has a stem that is no longer")
    func smallWorld() {
        let letters = ["a", "d", "e", "g", "i", "l", "n", "s", "y", "'"]
        var words = [""]
        for _ in 1...5 {
            words = words.flatMap { word in letters.map { word + $0 } }
            for word in words {
                let stem = EnglishStemmer.stem(word)
                if stem.utf8.count > word.utf8.count { Issue.record("\(word) to \(stem)") }
            }
        }
    }
}
