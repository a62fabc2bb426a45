using Ledger.Facts;
using Ledger.V1;
using static Ledger.Contracts.Tests.SaleScenes;

namespace Ledger.Contracts.Tests;

/// <summary>What opens pages of the book: first registrations, migration, completion, instruments (events 36 to 40).</summary>
internal static class OpeningScenes
{
    private const string Homestead = "441900004001JC00001F00010001";

    public static IReadOnlyList<Scene> All { get; } =
    [
        new("land", FlowCode.F101, static ledger => First(ledger, SaleCase.Parcel, static e => (e.Opening.RightType, e.Opening.Use) = (3, 701)))
        {
            Unit = SaleCase.Parcel, Taker = TestParty.An,
        },
        new("building", FlowCode.F102, static ledger => First(ledger, SaleCase.Flat)) { Taker = TestParty.An },
        new("project", FlowCode.F102, static ledger => Then(
            new PresaleCase(ledger).ToForSale(), presale => ledger.Submit(Members.Registration, Project(presale.Sale))))
        {
            Owner = TestParty.Developer, Taker = TestParty.Developer,
        },
        new("homestead", FlowCode.F103, static ledger => First(ledger, Homestead, static e => e.Opening.RightType = 6))
        {
            Unit = Homestead, Taker = TestParty.An,
        },
        new("migrated", static ledger => Then(new SaleCase(ledger), sale => ledger.Submit(Members.Registration, sale.Migration(SaleCase.Flat)))),
        new("completed", static ledger =>
        {
            var sale = new SaleCase(ledger);
            ledger.Submit(Members.Registration, sale.Migration(SaleCase.Flat)).Accept();
            return () => ledger.Submit(Members.Registration, Completion(sale));
        }),
        new("instrument", static ledger => Then(new DeedCase(InstrumentKind.Gift, new SaleCase(ledger).Open()), static deed => deed.State())),
        new("grant of land", static ledger => Then(Grant(ledger), static deed => deed.State())),
        new("instrument withdrawn", static ledger => Then(
            new DeedCase(InstrumentKind.Gift, new SaleCase(ledger)).ToStated(), static deed => deed.Withdraw())),
    ];

    /// <summary>The first registration of the flat by its developer, in a project of one unit.</summary>
    public static ProjectFirstRegistered Project(SaleCase sale, Day? day = null)
    {
        var recorded = day ?? Day.Of(2021, 6, 1);
        var e = new ProjectFirstRegistered
        {
            Act = Acts.Of(),
            Recording = Acts.Recorded(recorded, recorded, int.Parse(sale.Business(recorded).AsSpan(10), provider: null)),
            PermitNumber = PresaleCase.Permit,
            Parcel = SaleCase.Parcel,
            Owner = TestParty.Developer.At(SaleCase.Parcel),
            RightType = 4,
            Epoch = 1,
            Part = 1,
            Of = 1,
        };
        e.Recording.AcceptanceTimeMs -= 36_000_000;
        e.Rows.Add(new ProjectRow
        {
            UnitCode = SaleCase.Flat,
            BusinessNumber = sale.Business(recorded),
            Use = 10,
            Area = sale.Area,
            InnerArea = sale.Area - 1_950,
            SharedArea = 1_950,
            Certificate = sale.Certificate(),
        });
        return e;
    }

    private static Func<Outcome> First(TestLedger ledger, string unit, Action<FirstRegistered>? change = null)
    {
        var e = new SaleCase(ledger).FirstRegistration(unit, change);
        return () => ledger.Submit(Members.Registration, e);
    }

    /// <summary>A grant of the parcel.</summary>
    public static DeedCase Grant(TestLedger ledger) => new(InstrumentKind.Grant, new SaleCase(ledger) { Units = [SaleCase.Parcel] })
    {
        Givers = [new(TestParty.Land)],
        Takers = [new(TestParty.Developer)],
    };

    private static BookCompleted Completion(SaleCase sale) => new()
    {
        Act = Acts.Of(),
        Recording = Acts.Recorded(Day.Of(2021, 3, 2), Day.Of(2021, 3, 2), 77),
        UnitCode = SaleCase.Flat,
        BusinessNumber = sale.Business(Day.Of(2021, 3, 2)),
        Kind = EncumbranceKind.Residence,
        Since = 20210301,
        Residences =
        {
            new ResidenceRow
            {
                Holders = { TestParty.Bo.At(SaleCase.Flat) },
                Scope = ResidenceScope.Part,
                From = 20200101,
                By = ResidenceOrigin.Contract,
                Proof = new() { Number = "粤（2020）东莞不动产证明第0000007号" },
                RecordingMs = 1,
                Document = Acts.Document(),
            },
        },
    };
}
