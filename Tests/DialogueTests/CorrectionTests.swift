// SPDX-License-Identifier: GPL-3.0-or-later
import Dialogue
import Testing

@Suite("A correction finds what it corrects")
struct CorrectionTests {
    @Test(
        "what is taken back is changed, what is named is what it is said of, and a question is not answered by the way",
        arguments: [
            (["my cancer is er positive", "yes hormone receptor positive"], ["hr": "positive"]),
            (["her2 negative", "sorry, not negative. its her2 low"], ["her2": "low"]),
            (["my cancer is er positive", "sorry i mean negative"], ["hr": "negative"]),
            (["my cancer is er positive", "sorry, positive"], ["hr": "positive", "her2": "positive"]),
            (["I told you HER2 positive, I was on the wrong line. it's negative"], ["her2": "negative"]),
            (["I told you, HER2 positive"], ["her2": "positive"]),
            (["her2 low", "it says brca positive", "wait that's my aunt's letter, not mine"], ["her2": "low"]),
            (["er negative, her2 low", "so am i triple negative or not"], ["hr": "negative", "her2": "low"]),
            (
                ["my letter says her2 3+, er positive", "what is her2", "its 2+ not 3+"],
                ["hr": "positive", "her2": "unknown"]
            ),
            (
                ["triple negative, PD-L1 8", "what is trodelvy", "Sorry it wasnt 8 it was 18"],
                ["hr": "negative", "her2": "negative", "pdl1": "positive"]
            ),
        ])
    func corrections(messages: [String], slots: [String: String]) throws {
        var conversation = try Conversation()
        #expect(conversation.say(messages).last?.slots == slots)
    }
}
