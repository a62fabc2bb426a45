using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// The state machine of a seizure: active or queued → active on promotion → renewed → lifted or lapsed. C-33 解封机关一致: only
/// the authority that seized renews or lifts; C-32: what has lapsed is not renewed any more.
/// </summary>
internal static class SeizureStands
{
    public static readonly Rule C31 = Rule.Reject("C-31", "轮候顺序", "seizure queue order", "查封规定 26; 法发〔2004〕5号 20");

    public static readonly Rule C33 = Rule.Reject("C-33", "解封机关一致", "lifting authority is the seizing one", "查封规定 28");

    private static readonly Wording Record = new("查封", "seizure");

    /// <summary>The authority's document is not on the page already (STATE).</summary>
    public static void CheckAbsent(Judgement judgement, PageView<EncumbrancePage> page, string authority, string document)
    {
        if (All(judgement, page).FirstOrDefault(seizure => IsOf(seizure, authority, document)) is { } known)
        {
            WrongState(judgement, page, known, known.Standing == SeizureStanding.Active ? ["SeizureRenewed", "SeizureLifted"]
                : known.Standing == SeizureStanding.Queued ? ["SeizureLifted"] : []);
        }
    }

    /// <summary>Finds the seizure an event names.</summary>
    /// <returns>Null when there is none to judge by.</returns>
    public static FoundSeizure? Find(Judgement judgement, PageView<EncumbrancePage> page, string authority, string document)
    {
        var all = All(judgement, page);
        if (all.FirstOrDefault(seizure => IsOf(seizure, authority, document)) is { } found)
            return found;
        if (all.FirstOrDefault(seizure => seizure.Place.Row.DocumentNumber == document) is { } other)
        {
            judgement.Fail(
                C33,
                new("机关不是作出查封的机关", "the authority is not the one that seized"),
                new("须由作出查封的机关办理", "the authority that seized renews or lifts"),
                Labels.InEvent(AuthorityLabel, authority, "authority"),
                page.Says(AuthorityLabel, other.Place.Row.Authority),
                page.Says(CourtDocumentNumber.Name, document));
            return null;
        }

        judgement.WrongState(
            Record,
            new("不存在", "absent"),
            ["SeizureEntered"],
            Labels.InEvent(CourtDocumentNumber.Name, document, "document_number"),
            page.Says(new("现有查封", "seizures on the page"), all.Count == 0 ? null : string.Join(", ", all.Select(seizure => seizure.Place.Row.DocumentNumber))));
        return null;
    }

    /// <summary>Only a seizure in force is renewed: one that waits has no end yet, one that lapsed has no force left (C-32).</summary>
    public static void CheckRenewable(Judgement judgement, PageView<EncumbrancePage> page, FoundSeizure found)
    {
        if (found.Standing == SeizureStanding.Queued)
        {
            WrongState(judgement, page, found, ["SeizureLifted"]);
        }
        else if (found.Standing == SeizureStanding.Lapsed)
        {
            judgement.Fail(
                SeizureTermLimit.C32,
                new("查封已到期失效，不能续封", "the seizure has lapsed and cannot be renewed"),
                new("请凭新的查封文书重新查封", "enter a new seizure by a new document"),
                page.Says(new("查封期限", "in force"), Term(found.Place)),
                Labels.InEnvelope(new("提交日期", "day of the envelope"), judgement.Today));
        }
    }

    /// <summary>
    /// A seizure is lifted while it is in force or waits. The disposal of the unit is the business of the one in force
    /// (C-31): one that waits can only be released.
    /// </summary>
    public static void CheckLiftable(Judgement judgement, PageView<EncumbrancePage> page, FoundSeizure found, LiftOutcome outcome)
    {
        if (found.Standing == SeizureStanding.Lapsed)
        {
            WrongState(judgement, page, found, []);
        }
        else if (found.Standing == SeizureStanding.Queued && outcome != LiftOutcome.Released)
        {
            judgement.Fail(
                C31,
                new("轮候查封未生效，不能以处置方式解除", "a queued seizure is not in force and disposes of nothing"),
                new("处置由在先查封机关办理；轮候查封请以解除方式办理", "the active seizure's authority disposes; lift a queued one as released"),
                Labels.InEvent(new("解封结果", "outcome of the lift"), outcome, "outcome"),
                page.Says(CourtDocumentNumber.Name, found.Place.Row.DocumentNumber),
                page.Says(new("轮候，预计生效", "queued, expected to start"), found.Place.Start));
        }
    }

    private static List<FoundSeizure> All(Judgement judgement, PageView<EncumbrancePage> page)
    {
        var queue = SeizureQueue.At(page.Body?.Seizures ?? [], judgement.Today);
        return
        [
            .. queue.Active is { } active ? [new FoundSeizure(active, SeizureStanding.Active)] : Array.Empty<FoundSeizure>(),
            .. queue.Queued.Select(place => new FoundSeizure(place, SeizureStanding.Queued)),
            .. queue.Lapsed.Select(place => new FoundSeizure(place, SeizureStanding.Lapsed)),
        ];
    }

    private static bool IsOf(FoundSeizure seizure, string authority, string document)
        => seizure.Place.Row.Authority == authority && seizure.Place.Row.DocumentNumber == document;

    private static void WrongState(Judgement judgement, PageView<EncumbrancePage> page, FoundSeizure found, string[] steps)
        => judgement.WrongState(
            Record,
            found.Standing switch
            {
                SeizureStanding.Active => new("已生效", "active"),
                SeizureStanding.Queued => new("轮候中", "queued"),
                _ => new("已到期失效", "lapsed"),
            },
            steps,
            page.Says(CourtDocumentNumber.Name, found.Place.Row.DocumentNumber),
            page.Says(AuthorityLabel, found.Place.Row.Authority),
            page.Says(new("查封期限", "in force"), Term(found.Place)));

    private static string Term(SeizurePlace place) => $"{place.Start} – {place.End.AddDays(-1)}";

    private static Wording AuthorityLabel => new("查封机关", "seizing authority");
}
