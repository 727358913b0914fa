// SPDX-License-Identifier: GPL-3.0-or-later
import KnowledgePack
import PackSource
import Testing

@Suite("What the pack holds")
struct ContentTests {
    static let treatments = [
        "antibody-drug-conjugates", "bone-modifying-agents", "chemotherapy", "hormone-therapy", "immunotherapy",
        "parp-inhibitors", "radiation-therapy", "surgery", "targeted-therapy",
    ]
    static let others = ["biomarkers", "clinical-trials", "genomic-testing", "overview", "supportive-care"]
    static let aspects = [
        "what-it-is", "how-it-works", "who-it-is-for", "how-it-is-given", "drugs", "side-effects", "duration",
        "questions-to-ask",
    ]

    /// Drugs and brands of the facts, by the topic that tells of them.
    static let names: [(topic: String, names: [String])] = [
        (
            "hormone-therapy",
            [
                "anastrozole", "Arimidex", "letrozole", "Femara", "exemestane", "Aromasin", "tamoxifen",
                "Nolvadex", "Soltamox", "fulvestrant", "Faslodex", "goserelin", "Zoladex", "leuprolide",
                "leuprorelin", "Lupron", "Prostap", "triptorelin", "elacestrant", "Orserdu", "imlunestrant",
                "Inluriyo", "vepdegestrant", "Veppanu", "camizestrant", "Etcamah", "giredestrant", "megestrol",
                "Megace", "toremifene", "Fareston",
            ]
        ),
        (
            "chemotherapy",
            [
                "paclitaxel", "Taxol", "nab-paclitaxel", "Abraxane", "docetaxel", "Taxotere", "capecitabine",
                "Xeloda", "eribulin", "Halaven", "vinorelbine", "Navelbine", "gemcitabine", "Gemzar",
                "carboplatin", "cisplatin", "doxorubicin", "Adriamycin", "epirubicin", "liposomal doxorubicin",
                "Doxil", "Caelyx", "fluorouracil", "5-FU",
            ]
        ),
        (
            "targeted-therapy",
            [
                "trastuzumab", "Herceptin", "Kanjinti", "Ogivri", "Trazimera", "pertuzumab", "Perjeta", "Phesgo",
                "tucatinib", "Tukysa", "lapatinib", "Tykerb", "Tyverb", "neratinib", "Nerlynx", "margetuximab",
                "Margenza", "palbociclib", "Ibrance", "ribociclib", "Kisqali", "abemaciclib", "Verzenio",
                "alpelisib", "Piqray", "inavolisib", "Itovebi", "capivasertib", "Truqap", "gedatolisib",
                "everolimus", "Afinitor",
            ]
        ),
        (
            "parp-inhibitors",
            [
                "olaparib", "Lynparza", "talazoparib", "Talzenna",
            ]
        ),
        (
            "antibody-drug-conjugates",
            [
                "trastuzumab deruxtecan", "T-DXd", "Enhertu", "trastuzumab emtansine", "T-DM1", "Kadcyla",
                "sacituzumab govitecan", "Trodelvy", "datopotamab deruxtecan", "Dato-DXd", "Datroway",
            ]
        ),
        (
            "immunotherapy",
            [
                "pembrolizumab", "Keytruda", "Keytruda Qlex", "atezolizumab", "Tecentriq",
            ]
        ),
        (
            "bone-modifying-agents",
            [
                "zoledronic acid", "Zometa", "pamidronate", "Aredia", "ibandronate", "Bondronat", "clodronate",
                "Bonefos", "denosumab", "Xgeva", "Wyost", "Prolia",
            ]
        ),
        (
            "supportive-care",
            [
                "duloxetine", "venlafaxine", "gabapentin", "oxybutynin", "paroxetine", "fluoxetine",
            ]
        ),
    ]

    @Test("there are the fourteen topics of the contract and no others")
    func topics() throws {
        #expect(try PackUnderTest.pack().topics.map(\.id).sorted() == (Self.treatments + Self.others).sorted())
    }

    @Test("a topic answers every aspect with a general passage", arguments: treatments + others)
    func everyAspect(topic: String) throws {
        let passages = try #require(try PackUnderTest.pack().topic(topic)).passages
        let general = Set(passages.filter(\.id.part.isEmpty).map(\.id.section))
        #expect(Self.aspects.filter { !general.contains($0) } == [])
        #expect(Set(passages.map(\.id.section)).subtracting(Self.aspects) == [])
    }

    @Test(
        "a treatment tells when to call, what is checked, and what comes when it stops working", arguments: treatments)
    func furtherPassages(topic: String) throws {
        let pack = try PackUnderTest.pack()
        for path in ["side-effects/call-your-team", "duration/if-it-stops-working"] {
            #expect(pack.passage(Passage.ID(topic: topic, path: path)) != nil, "\(path)")
        }
        let checks = ["side-effects/monitoring", "how-it-is-given/monitoring"]
        #expect(checks.contains { pack.passage(Passage.ID(topic: topic, path: $0)) != nil })
    }

    @Test("when to call tells both of an emergency and of a call today", arguments: treatments)
    func levelsOfHaste(topic: String) throws {
        let id = Passage.ID(topic: topic, path: "side-effects/call-your-team")
        let passage = try #require(try PackUnderTest.pack().passage(id))
        #expect(passage.body.contains("emergency"))
        #expect(try passage.body.contains(Regex("today|right away|same day|at once")))
    }

    @Test("every passage has a source, and every source that is named is listed")
    func sources() throws {
        let pack = try PackUnderTest.pack()
        let listed = Set(pack.sources.map(\.id))
        #expect(pack.passages.filter(\.sources.isEmpty).map(\.id.description) == [])
        let named =
            pack.passages.flatMap(\.sources) + pack.topics.flatMap(\.sources) + pack.entities.flatMap(\.sources)
            + pack.intents.flatMap(\.sources) + pack.safetyRules.flatMap(\.sources)
        #expect(Set(named).subtracting(listed) == [])
        #expect(listed.subtracting(named) == [])
        #expect(pack.sources.filter(\.title.isEmpty).map(\.id) == [])
    }

    @Test("a topic lists the sources of its passages")
    func sourcesOfTopics() throws {
        for topic in try PackUnderTest.pack().topics {
            let ofPassages = Set(topic.passages.flatMap(\.sources))
            #expect(ofPassages.symmetricDifference(topic.sources) == [], "\(topic.id)")
        }
    }

    @Test("what is to be asked at a visit suits everybody who reads it out")
    func visitQuestions() throws {
        let pack = try PackUnderTest.pack()
        let own: Set<Substring> = ["i", "me", "my", "mine", "her", "his", "she", "he"]
        for passage in pack.passages where !passage.visitQuestion.isEmpty {
            let words = passage.visitQuestion.lowercased().split { !$0.isLetter && !$0.isNumber && $0 != "'" }
            #expect(words.count <= 20, "\(passage.id.description)")
            #expect(own.isDisjoint(with: words), "\(passage.id.description)")
        }
        #expect(pack.passages.count { $0.visitQuestion.isEmpty } * 10 < pack.passages.count)
    }

    @Test("every passage has its three depths, or two, and ways to ask for it")
    func depths() throws {
        for passage in try PackUnderTest.pack().passages {
            #expect(!passage.body.isEmpty && !passage.short.isEmpty, "\(passage.id.description)")
            #expect(passage.short.split(separator: " ").count <= 40, "\(passage.id.description)")
            #expect(passage.questions.count >= 8, "\(passage.id.description)")
        }
    }

    @Test("every drug and brand of the facts is a name that leads to its topic", arguments: names)
    func drugNames(topic: String, names: [String]) throws {
        let pack = try PackUnderTest.pack()
        for name in names {
            let entities = pack.entities.filter { $0.names.contains { $0.lowercased() == name.lowercased() } }
            #expect(entities.map(\.topic) == [topic], "\(name)")
            #expect(entities.allSatisfy { !$0.about.isEmpty || !$0.section.isEmpty }, "\(name)")
        }
    }

    @Test("an entity leads to a passage that is there")
    func entitiesLeadSomewhere() throws {
        let pack = try PackUnderTest.pack()
        for entity in pack.entities where !entity.topic.isEmpty {
            let id = Passage.ID(topic: entity.topic, path: entity.section)
            #expect(pack.nearestPassage(to: id) != nil, "\(entity.id)")
        }
    }

    @Test("the pack inside the program is the folder's")
    func defaultPack() throws {
        let root = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3).joined(separator: "/")
        let result = PackLoader.load(root)
        #expect(result.errors.isEmpty)
        let folder = try #require(result.pack)
        let program = try PackUnderTest.pack()
        #expect(folder.topics.map(\.id) == program.topics.map(\.id))
        for (ours, theirs) in zip(program.topics, folder.topics) {
            let isSame = ours == theirs
            #expect(isSame, "\(ours.id)")
        }
        let isSame = folder == program
        #expect(isSame, "build again: a text was changed after the build")
    }
}
