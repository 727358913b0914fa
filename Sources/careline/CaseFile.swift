// SPDX-License-Identifier: GPL-3.0-or-later
internal import Dialogue
internal import Evaluation
internal import Foundation
internal import KnowledgePack

/// Labelled cases as JSON Lines: a batch request each, with `expect` for its last reply or `expects` for all.
struct CaseFile {
    var cases: [LabelledCase] = []

    init(_ path: String, pack: Pack) throws {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw CaseFileProblem(place: path, problem: "can't be read")
        }
        guard let text = String(data: data, encoding: .utf8) else {
            throw CaseFileProblem(place: path, problem: "is not UTF-8 text")
        }
        for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
        where !line.allSatisfy(\.isWhitespace) {
            switch Self.labelled(String(line), pack: pack) {
            case .success(let found): cases.append(found)
            case .failure(let problem):
                throw CaseFileProblem(place: "\(path):\(number + 1)", problem: problem.problem)
            }
        }
    }

    private static func labelled(_ line: String, pack: Pack) -> Result<LabelledCase, BatchRequest.Problem> {
        guard var object = try? JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any] else {
            return .failure(.init(id: "", problem: "not a JSON object"))
        }
        if let asked = object["asked"] as? String { object["state"] = ["asked": asked] }
        if let asked = object["asked"] as? [String: Any] { object["state"] = asked }
        let request = object.filter { ["id", "turns", "state"].contains($0.key) }
        guard let data = try? JSONSerialization.data(withJSONObject: request) else {
            return .failure(.init(id: "", problem: "not a JSON object"))
        }
        return BatchRequest.parse(String(decoding: data, as: UTF8.self), pack: pack).flatMap { request in
            var expectations: [LabelledCase.Expectation?] = Array(repeating: nil, count: request.turns.count)
            if let all = object["expects"] as? [Any] {
                guard all.count == request.turns.count else {
                    return .failure(.init(id: request.id, problem: "\"expects\" needs one entry a turn"))
                }
                for (index, entry) in all.enumerated() {
                    guard let entry = entry as? [String: Any] else { continue }
                    switch expectation(entry) {
                    case .success(let expected): expectations[index] = expected
                    case .failure(let problem): return .failure(.init(id: request.id, problem: problem.problem))
                    }
                }
            } else if let entry = object["expect"] as? [String: Any] {
                switch expectation(entry) {
                case .success(let expected): expectations[expectations.count - 1] = expected
                case .failure(let problem): return .failure(.init(id: request.id, problem: problem.problem))
                }
            } else {
                return .failure(.init(id: request.id, problem: "\"expect\" or \"expects\" is missing"))
            }
            return .success(
                LabelledCase(
                    id: request.id, turns: request.turns, state: request.state, expectations: expectations))
        }
    }

    private static func expectation(
        _ object: [String: Any]
    ) -> Result<LabelledCase.Expectation, BatchRequest.Problem> {
        var expected = LabelledCase.Expectation()
        let names = object["act_any"] as? [String] ?? (object["act"] as? String).map { [$0] } ?? []
        for name in names {
            guard let act = ActKind(rawValue: name) else {
                return .failure(.init(id: "", problem: "no act \"\(name)\""))
            }
            expected.acts.append(act)
        }
        expected.topics = object["topics_any"] as? [String] ?? []
        expected.allTopics = object["topics_all"] as? [String] ?? []
        expected.aspects = object["aspect_any"] as? [String] ?? []
        expected.slots = object["slots"] as? [String: String]
        return .success(expected)
    }
}

/// Why a file of cases or labelled sentences can't be used.
struct CaseFileProblem: Error, CustomStringConvertible {
    var place: String
    var problem: String
    var description: String { "\(place): \(problem)" }
}

/// Labelled sentences: a text, a tab and its class on each line.
struct SentenceFile {
    var rows: [(text: String, label: String)] = []

    init(_ path: String) throws {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw CaseFileProblem(place: path, problem: "can't be read")
        }
        for (number, line) in String(decoding: data, as: UTF8.self).split(whereSeparator: \.isNewline).enumerated() {
            let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
            guard fields.count == 2, !fields[1].isEmpty else {
                throw CaseFileProblem(place: "\(path):\(number + 1)", problem: "needs a text, a tab and a label")
            }
            rows.append((String(fields[0]), String(fields[1])))
        }
        if rows.isEmpty { throw CaseFileProblem(place: path, problem: "has no lines") }
    }
}

/// Sentences annotated for negation, as in the NegEx test set: number, a blank field, concept, sentence and label, by tabs.
struct AnnotationFile {
    var cases: [NegationEvaluation.Case] = []

    init(_ path: String) throws {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw CaseFileProblem(place: path, problem: "can't be read")
        }
        for (number, line) in String(decoding: data, as: UTF8.self).split(whereSeparator: \.isNewline).enumerated() {
            let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            guard fields.count >= 5 else {
                throw CaseFileProblem(
                    place: "\(path):\(number + 1)",
                    problem: "needs a number, a blank field, a concept, a sentence and a label")
            }
            cases.append(.init(concept: fields[2], sentence: fields[3], isNegated: fields[4] == "Negated"))
        }
    }
}
