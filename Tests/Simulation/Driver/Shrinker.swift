/// Reduces a story that breaks the promise to a short one that still does.
struct Shrinker {
    /// Returns whether a story still breaks the sentence.
    let fails: (Story) async -> Bool

    /// Creates a shrinker that looks for the same broken sentence.
    init(_ violations: [String]) {
        let first = violations.first?.split(separator: ":").first.map(String.init) ?? ""
        fails = { story in
            await Simulation.play(story, traces: false).violations.contains { $0.hasPrefix(first) }
        }
    }

    init(fails: @escaping (Story) async -> Bool) { self.fails = fails }

    /// Returns the shortest story that it finds.
    func shrink(_ story: Story) async -> Story {
        var story = story
        var isSmaller = true
        while isSmaller {
            isSmaller = false
            for smaller in Self.smaller(story) where await fails(smaller) {
                story = smaller
                isSmaller = true
                break
            }
        }
        return story
    }

    /// Returns stories with something less, the largest steps first.
    static func smaller(_ story: Story) -> [Story] {
        var stories: [Story] = []
        for night in story.nights.indices {
            var less = story
            less.nights.remove(at: night)
            stories.append(less)
        }
        for night in story.nights.indices {
            for deed in story.nights[night].deeds.indices {
                var less = story
                less.nights[night].deeds.remove(at: deed)
                stories.append(less)
            }
        }
        for night in story.nights.indices {
            for deed in story.nights[night].deeds.indices {
                for calmer in story.nights[night].deeds[deed].calmer {
                    var less = story
                    less.nights[night].deeds[deed] = calmer
                    stories.append(less)
                }
            }
        }
        return stories
    }
}

extension Story.Deed {
    /// The same with less trouble.
    fileprivate var calmer: [Story.Deed] {
        guard let trouble else { return [] }
        return trouble.calmer.map(with)
    }
}

extension Story.Trouble {
    fileprivate var calmer: [Story.Trouble] {
        var less: [Story.Trouble] = []
        func without(_ change: (inout Story.Trouble) -> Void) {
            var trouble = self
            change(&trouble)
            if trouble != self { less.append(trouble) }
        }
        without { $0.weather = .calm }
        without { $0.death = nil }
        without { $0.powerCut = nil }
        without { $0.interruption = nil }
        for kind in weather.kinds where weather.kinds.count > 1 {
            var one = self
            one.weather.kinds = [kind]
            less.append(one)
        }
        return less
    }
}
