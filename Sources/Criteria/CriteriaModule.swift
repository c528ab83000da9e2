import HTTPTypes
import Platform

/// The framework, as dated, tested text (GL-4, GL-5): read, checked with its worked examples, compared and published.
package let criteriaModule = Module(
    name: "criteria", files: Embedded.files, commands: [CriteriaCommand.self],
    navigation: [
        NavigationItem(room: "criteria", text: "criteria.navigation", link: "/criteria"),
        NavigationItem(room: "drafts", text: "criteria.drafts", link: "/criteria/drafts", audience: .role(.administrator)),
    ],
    addRoutes: { routes, services in
        let pages = CriteriaPages(services)
        routes.page("/criteria", .everyone, cache: .publicData) { try await pages.list($0) }
        routes.page("/criteria/:framework", .everyone, cache: .publicData) { try await pages.framework($0) }
        routes.file("/criteria/:framework/text", .everyone, cache: .publicData) { try await pages.text($0) }

        let laws = LawPages(services)
        routes.page("/criteria/laws", .everyone) { try await laws.list($0) }
        routes.page("/criteria/laws/:law", .everyone) { try await laws.law($0) }
        routes.form("/criteria/laws/:law", .role(.administrator)) { try await laws.change($0, $1) }

        let drafts = DraftForms(services)
        routes.page("/criteria/drafts", .role(.administrator)) { try await drafts.list($0) }
        routes.form("/criteria/drafts", .role(.administrator), limit: DraftForms.limit + 1 << 16) { try await drafts.create($0, $1) }
        routes.form("/criteria/drafts/copy", .role(.administrator)) { try await drafts.copy($0, $1) }
        routes.page("/criteria/drafts/:draft", .role(.administrator)) { try await drafts.draft($0) }
        routes.page("/criteria/drafts/:draft/shown", .role(.administrator)) { try await drafts.shown($0) }
        routes.page("/criteria/drafts/:draft/edit", .role(.administrator)) { try await drafts.edit($0) }
        routes.form("/criteria/drafts/:draft/edit", .role(.administrator)) { try await drafts.save($0, $1) }
        routes.form("/criteria/drafts/:draft/publish", .role(.administrator)) { try await drafts.publish($0, $1) }
        routes.form("/criteria/drafts/:draft/discard", .role(.administrator)) { try await drafts.discard($0, $1) }

        let api = CriteriaAPI(services)
        routes.api(.post, "/api/v1/criteria/drafts", .role(.administrator)) { try await api.save($0, $1) }
        routes.api(.post, "/api/v1/criteria/drafts/:draft/publish", .role(.administrator)) { try await api.publish($0, $1) }
    })
