// SPDX-License-Identifier: GPL-3.0-or-later
internal import KnowledgePack
internal import Synchronization

/// The passages of a pack that are not for everybody, looked for when the first status is known; what is remembered changes no reply.
final class ConditionalPassages: Sendable {
    private let pack: Pack
    private let found = Mutex<[Passage]?>(nil)

    init(of pack: Pack) { self.pack = pack }

    /// The ids of those that are for people with other statuses.
    func unfitting(_ known: [String: String]) -> [Passage.ID] {
        let passages = found.withLock { found in
            let passages = found ?? pack.passages.filter { !$0.conditions.isEmpty }
            found = passages
            return passages
        }
        return passages.filter { !$0.conditions.contradicted(by: known).isEmpty }.map(\.id)
    }
}
