using Google.Protobuf;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts.Tests;

/// <summary>One thing about a ledger that is otherwise than an act expects, besides what the columns of the matrix ask for.</summary>
internal static class Turn
{
    private const ulong DayMs = 86_400_000;

    // The pages whose fields the rules compare, by the beginning of their keys.
    private static readonly (string Prefix, MessageParser Parser)[] Compared =
    [
        ("unit/", TitlePage.Parser), ("house/", HousePage.Parser), ("permit/", PermitPage.Parser), ("contract/", ContractPage.Parser),
        ("instrument/", InstrumentPage.Parser), ("mortgage/", MortgagePage.Parser), ("enc/", EncumbrancePage.Parser), ("case/", CasePage.Parser),
        ("tax/", TaxPage.Parser), ("desk/", DeskPage.Parser), ("fund/", FundPage.Parser), ("building/", BuildingPage.Parser),
    ];

    /// <summary>The named ones.</summary>
    public static IReadOnlyList<Action<SceneAct>> Named { get; } =
    [
        // No kind of encumbrance was completed from the old book.
        static act => On<EncumbrancePage>(act, "enc/", static page =>
        {
            page.Since.Clear();
            page.Kinds.Clear();
        }),

        static act => On<CasePage>(act, "case/", static page => page.State = CaseState.Withdrawn),
        static act => On<CasePage>(act, "case/", static page => (page.RecordedMs, page.State) = (1, CaseState.Recorded)),

        // Accepted long ago.
        static act => Accepted(act, 200),
        static act => Delivered(act, "seizure", -1),
        static act => Delivered(act, "seizure", 1),
        static act => Delivered(act, "pre-seizure", -1),
        static act => Delivered(act, "owner's parcel seized", -1),
        static act => Extinguished(act),
        static act => On<TitlePage>(act, "unit/", static page => page.RightType = 6),
        static act => On<TitlePage>(act, "unit/", static page => page.LandTermEnd = 19_990_101),
        static act => On<TitlePage>(act, "unit/", static page => page.ResaleBarredUntil = 20_990_101),
        static act => On<TitlePage>(act, "unit/", static page => page.Use = 41),
        static act => On<TitlePage>(act, "unit/", static page => Shared(page, TestParty.Chen)),
        static act => On<TitlePage>(act, "unit/", static page => Joint(page)),
        static act => Maximum(act),
        static act =>
        {
            Maximum(act);
            Obstacle.All[0].Put(act);
        },
    ];

    /// <summary>Pages that a rule may compare, each with one thing changed.</summary>
    public static IEnumerable<(string Key, IMessage Page)> Pages(SceneAct act)
    {
        foreach (var key in act.Ledger.Keys)
        {
            if (Compared.FirstOrDefault(known => key.StartsWith(known.Prefix, StringComparison.Ordinal)).Parser is not { } parser)
                continue;
            foreach (var changed in Mutations.Of(parser.ParseFrom(act.Ledger.BodyOf(key))))
                yield return (key, changed);
        }
    }

    private static void On<T>(SceneAct act, string prefix, Action<T> change)
        where T : class, IMessage<T>, new()
    {
        foreach (var key in act.Ledger.Keys.Where(key => key.StartsWith(prefix, StringComparison.Ordinal)))
        {
            var page = act.Ledger.Read<T>(key)!;
            change(page);
            act.Ledger.PutOld(key, page);
        }
    }

    private static Recording? RecordingOf(SceneAct act) => act.Event.Descriptor.FindFieldByName("recording")?.Accessor.GetValue(act.Event) as Recording;

    private static void Accepted(SceneAct act, uint days)
    {
        if (RecordingOf(act) is { } recording)
            recording.AcceptanceTimeMs -= days * DayMs;
    }

    // A seizure that came in while the act was in hand, or after it was recorded.
    private static void Delivered(SceneAct act, string obstacle, int hours)
    {
        if (RecordingOf(act) is not { } recording)
            return;
        recording.AcceptanceTimeMs -= 2 * DayMs;
        Obstacle.All.First(known => known.Name == obstacle).Put(act);
        On<EncumbrancePage>(act, "enc/", page =>
        {
            if (page.Seizures.FirstOrDefault(static row => row.DocumentNumber == Obstacle.Document) is not { } row)
                return;
            (row.Start, row.End, row.RecordingMs) = (0, 0, 1);
            row.DeliveryTimeMs = (ulong)((long)recording.RecordingMs + (hours * 3_600_000));
        });
        act.Ledger.TimeMs = Math.Max(act.Ledger.TimeMs, recording.RecordingMs + DayMs);
    }

    private static void Maximum(SceneAct act)
    {
        On<MortgagePage>(act, "mortgage/", static page => page.Terms.Mode = MortgageMode.Maximum);
        On<EncumbrancePage>(act, "enc/", static page =>
        {
            foreach (var row in page.Mortgages)
                row.Terms.Mode = MortgageMode.Maximum;
        });
    }

    private static void Extinguished(SceneAct act)
    {
        Obstacle.All.First(static obstacle => obstacle.Column == MatrixColumn.M).Put(act);
        On<EncumbrancePage>(act, "enc/" + act.Scene.Unit, static page => page.Mortgages[^1].State = MortgageState.Cancelled);
    }

    private static void Shared(TitlePage page, TestParty other)
    {
        if (page.Owners.Count != 1)
            return;
        page.CoOwnership = CoOwnership.Shares;
        page.Owners[0].Share = new() { Numerator = 1, Denominator = 2 };
        page.Owners.Add(new Holder(page.Owners[0]) { Party = other.At(page.UnitCode) });
    }

    private static void Joint(TitlePage page)
    {
        if (page.Owners.Count != 1)
            return;
        page.CoOwnership = CoOwnership.Joint;
        page.Owners.Add(new Holder(page.Owners[0]) { Party = TestParty.Chen.At(page.UnitCode) });
    }
}
