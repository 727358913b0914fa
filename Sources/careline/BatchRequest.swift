// SPDX-License-Identifier: GPL-3.0-or-later
internal import Diagnostics
internal import Dialogue
internal import Foundation
internal import KnowledgePack

/// A conversation to hold, as one line of JSON says it.
struct BatchRequest {
    var id: String
    var turns: [String]
    var state: DialogueState

    struct Problem: Error {
        /// The line's id, where that much could be read.
        var id: String
        var problem: String
    }

    static func parse(_ text: String, pack: Pack) -> Result<BatchRequest, Problem> {
        guard let object = try? JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any] else {
            return .failure(Problem(id: "", problem: "not a JSON object"))
        }
        guard let id = object["id"] as? String else {
            return .failure(Problem(id: "", problem: "\"id\" is missing or no text"))
        }
        guard let turns = object["turns"] as? [String], !turns.isEmpty else {
            return .failure(Problem(id: id, problem: "\"turns\" is missing, empty or no list of texts"))
        }
        if let problem = unknownField(in: object, known: ["id", "turns", "state"]) {
            return .failure(Problem(id: id, problem: problem))
        }
        guard let given = object["state"], !(given is NSNull) else {
            return .success(BatchRequest(id: id, turns: turns, state: DialogueState()))
        }
        return state(from: given, pack: pack).map { BatchRequest(id: id, turns: turns, state: $0) }
            .mapError { Problem(id: id, problem: $0.problem) }
    }

    private static func unknownField(in object: [String: Any], known: [String]) -> String? {
        guard let unknown = object.keys.sorted().first(where: { !known.contains($0) }) else { return nil }
        let advice = nearestName(to: unknown, among: known).map { ", did you mean \"\($0)\"?" } ?? ""
        return "unknown field \"\(unknown)\"\(advice)"
    }

    private static func state(from value: Any, pack: Pack) -> Result<DialogueState, Problem> {
        func failure(_ problem: String) -> Result<DialogueState, Problem> {
            .failure(Problem(id: "", problem: problem))
        }
        guard let object = value as? [String: Any] else { return failure("\"state\" is no object") }
        if let problem = unknownField(in: object, known: ["asked", "slots"]) {
            return failure(problem + " in \"state\"")
        }
        var slots: [String: String] = [:]
        if let given = object["slots"], !(given is NSNull) {
            guard let texts = given as? [String: String] else {
                return failure("\"state.slots\" is no object of texts")
            }
            slots = texts
        }
        for (id, value) in slots.sorted(by: { $0.key < $1.key }) {
            guard let slot = pack.slot(id) else { return failure("no slot \"\(id)\"") }
            guard slot.value(value) != nil else { return failure("\"\(value)\" is no value of \"\(id)\"") }
        }
        guard let asked = object["asked"], !(asked is NSNull) else {
            return .success(DialogueState(slots: slots, askedSlot: nil))
        }
        guard let slot = asked as? String, pack.slot(slot) != nil else { return failure("\"state.asked\" is no slot") }
        return .success(DialogueState(slots: slots, askedSlot: slot))
    }
}
