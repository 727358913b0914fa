// SPDX-License-Identifier: GPL-3.0-or-later
import KnowledgePack
import Testing
import Understanding

@Suite("Signs of danger")
struct SafetyScreenTests {
    private func finding(_ text: String) throws -> SafetyFinding? { try PackUnderTest.interpreter().read(text).safety }

    @Test("the pack has rules at every level")
    func levels() {
        #expect(Set(PackUnderTest.safetyRules.map(\.level)) == Set(SafetyRule.Level.allCases))
    }

    @Test("a rule's own examples raise an alarm", arguments: PackUnderTest.safetyRules.map(\.id))
    func examples(id: String) throws {
        let rule = try #require(PackUnderTest.safetyRules.first { $0.id == id })
        let least = min(rule.level, .callToday)
        let missed = try rule.examples.filter { example in
            guard let finding = try finding(example) else { return true }
            return finding.level < least
        }
        #expect(missed == [])
    }

    @Test("a rule's counterexamples raise no alarm", arguments: PackUnderTest.safetyRules.map(\.id))
    func counterexamples(id: String) throws {
        let rule = try #require(PackUnderTest.safetyRules.first { $0.id == id })
        let raised = try rule.counterexamples.filter { (try finding($0)?.level ?? .ask) >= .callToday }
        #expect(raised == [])
    }

    @Test(
        "a general question about a sign of danger is no alarm",
        arguments: [
            "what is neutropenic fever?", "can chemo cause a fever", "what temperature counts as a fever",
            "is it common to get blood clots on tamoxifen", "what are the signs of spinal cord compression",
            "what should I do if I get chest pain", "how would I know if I had a clot",
            "does everyone get diarrhea on neratinib", "tell me about seizures from brain mets",
            "when should I call about a fever",
        ])
    func general(text: String) throws {
        #expect(try finding(text) == nil)
    }

    @Test(
        "who somebody is raises no alarm",
        arguments: [
            "he's 71", "she is 58", "my husband is ER positive. he's 66", "my partner, she's 49", "he is 80 now",
        ])
    func plainFacts(text: String) throws {
        #expect(try finding(text) == nil)
    }

    @Test(
        "grief, clothes and the people around raise no alarm",
        arguments: [
            "please pray for us tonight", "none of my trousers fit any more", "she had a good day yesterday",
            "I don't recognise my own face in the mirror", "everyone at work is being weird with me",
            "he pushes everyone away", "my toddler wet the bed again", "blood or tissue",
            "could I have spotted it earlier",
        ])
    func noSigns(text: String) throws {
        #expect(try finding(text) == nil)
    }

    @Test(
        "words without hope are heard, however they are put",
        arguments: [
            "I have no future", "dead inside", "how much more can we bear", "nobody can help me",
            "I think about death every night",
        ])
    func hopeless(text: String) throws {
        #expect((try finding(text)?.level ?? .callToday) != .callToday)
    }

    @Test(
        "somebody who hurt another, or might, is told whom to call",
        arguments: ["I slapped my mum", "I shook the baby"])
    func hurting(text: String) throws {
        #expect(try finding(text)?.rule == "hurt-someone")
    }

    @Test(
        "a denied wish to die raises no alarm by itself, beside a hint of one it does",
        arguments: [
            ("I am not suicidal!! What is letrozole?", false),
            ("im not suicidal yet but the tablets are always in my mind", true),
        ])
    func deniedWish(text: String, isAlarm: Bool) throws {
        #expect((try finding(text)?.level == .crisis) == isAlarm)
    }

    @Test(
        "a sign that is denied is no alarm",
        arguments: [
            "I don't have a fever", "no chest pain", "I have no trouble breathing", "she has never had a seizure",
            "no fever and no chills",
        ])
    func negated(text: String) throws {
        #expect(try finding(text) == nil)
    }

    @Test(
        "a sign that is over is no alarm",
        arguments: [
            "I had a fever last year", "years ago I had a blood clot in my leg", "I had a seizure back then",
            "my mum died of a blood clot years ago",
        ])
    func past(text: String) throws {
        #expect(try finding(text) == nil)
    }

    @Test(
        "a sign told of here and now is an alarm, whatever question goes with it",
        arguments: [
            ("I have chest pain, what is letrozole", SafetyRule.Level.emergency),
            ("I've got a temperature of 38.5 on chemo, is that normal?", .emergency),
            ("my legs went numb this morning and I can't pee", .emergency),
            ("she cannot breathe", .emergency),
        ])
    func present(text: String, level: SafetyRule.Level) throws {
        #expect(try finding(text)?.level == level)
    }

    @Test("a pattern quotes the words that gave it away")
    func quote() throws {
        let finding = try #require(try finding("Hello. I have chest pain and I can't breathe. What now?"))
        #expect(finding.witness == "pattern")
        #expect(!finding.quote.isEmpty)
        #expect(!finding.quote.contains("Hello"))
    }

    @Test("words that no pattern knows are heard by their likeness to the rules' examples")
    func likeness() throws {
        var pack = try PackUnderTest.bicycle()
        for index in pack.safetyRules.indices { pack.safetyRules[index].patterns = [] }
        let interpreter = Interpreter(try CompiledPack.compiling(pack))
        for text in ["my son crashed his bike and is unconscious", "the front brake failed while riding"] {
            let finding = try #require(interpreter.read(text).safety, "\(text)")
            #expect(finding.witness == "likeness")
            #expect(finding.level >= .callToday)
            #expect(finding.quote == text)
        }
        for text in pack.safetyRules.flatMap(\.counterexamples) {
            #expect(interpreter.read(text).safety == nil, "\(text)")
        }
    }

    @Test("an example of danger changes nothing but what is heard of danger")
    func learntApart() throws {
        let pack = try PackUnderTest.bicycle()
        var wary = pack
        wary.safetyRules[0].examples += ["the handlebar snapped in two", "he went over the handlebars at speed"]
        let one = Interpreter(try CompiledPack.compiling(pack))
        let other = Interpreter(try CompiledPack.compiling(wary))
        for text in pack.intents.flatMap(\.examples) + pack.passages.flatMap(\.questions) {
            let (before, after) = (one.read(text), other.read(text))
            #expect(Array(before.intents) == Array(after.intents), "\(text)")
            #expect(Array(before.topics) == Array(after.topics), "\(text)")
            #expect(before.passages.map(\.id) == after.passages.map(\.id), "\(text)")
        }
        #expect(other.read("the handlebar snapped in two").safety != nil)
    }

    @Test("what raises an alarm leaves no doubt")
    func noDoubtBesideAlarm() throws {
        for rule in PackUnderTest.safetyRules {
            for text in rule.examples {
                let read = try PackUnderTest.interpreter().read(text)
                #expect(read.safety == nil || read.doubt == nil, "\(text)")
            }
        }
    }

    @Test(
        "a crisis is heard in the patient's voice and in the carer's",
        arguments: [
            "I want to die", "I am going to kill myself", "my mum says she wants to die",
            "my wife keeps talking about ending her life", "he told me he wants to kill himself",
            "my husband says we would be better off without him", "she said she will take all her tablets tonight",
            "my sister does not want to live anymore", "what dose of morphine would kill me",
        ])
    func crisis(text: String) throws {
        #expect(try finding(text)?.level == .crisis)
    }

    @Test(
        "a figure of speech, a fear or a wish for peace is no crisis",
        arguments: [
            "this chemo is killing me", "I don't want to die", "I'm scared of dying", "I want to die at home",
            "dying for a cup of tea", "does chemo kill healthy cells",
        ])
    func noCrisis(text: String) throws {
        #expect((try finding(text)?.level ?? .ask) < .callToday)
    }

    @Test("of two signs the graver one speaks")
    func graver() throws {
        let finding = try #require(try finding("I have a sore mouth and I want to kill myself"))
        #expect(finding.level == .crisis)
    }

    @Test("what is told of an illness in desperate words is heard as the illness")
    func illnessInTears() throws {
        let finding = try #require(try finding("asking because my picc is red and weeping and I'm shivery tonight"))
        #expect(finding.level == .emergency)
    }

    @Test("a date in a clause of its own dates no sign of danger in another")
    func dates() throws {
        let now = "my legs gave way twice getting out of bed, I had radiotherapy to the spine last month"
        #expect(try finding(now)?.level == .emergency)
        #expect(try finding("my legs gave way last month") == nil)
    }

    @Test(
        "what sounds like despair in long-winded telling is no alarm",
        arguments: [
            "the nurse said something about a tracing and I didn't like to ask, she was so busy, the poor thing",
            "I'd jump off a cliff before I'd let my sister pack my hospital bag. what do people bring to chemo",
            "my great aunt killed herself years ago. for the gene test, do they only want relatives with cancer",
            "no it's not about medicine. I've had enough for tonight, bye",
        ])
    func telling(text: String) throws {
        #expect(try finding(text).map { $0.level < .callToday } ?? true)
    }
}
