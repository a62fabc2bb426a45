using System.Collections.Frozen;
using Ledger.Chain;
using Ledger.Facts;
using static Ledger.Contracts.RuleCatalogue;

namespace Ledger.Contracts;

/// <summary>Profile 1 (Dongguan). Law and figures as of domain.md; what a local expert should confirm is here, as data.</summary>
internal static class ProfileOne
{
    private static readonly RuleInFlow[] EveryFlow = [C69, C70, RuleCatalogue.State, IdleAcknowledgement, C57, F01, F04, F05];

    public static Profile Create() => new(1, Flows().Concat(Encumbrances()))
    {
        Divisions = DivisionPrefixes.Dongguan,
        ConsentThreshold = Share.Of(2, 3),
        ConsentFreeMortgagesFrom = Day.Of(2021, 1, 1),
        LowestUnitPrice = Money.FromYuan(100),
        HighestUnitPrice = Money.FromYuan(1_000_000),
        LongestSeizureMonths = 36,
        DeedTax = DeedTax(),

        // 房屋用途: 10 homes, 11 complete homes, 111 villas, 112 apartments, 12 other homes, 13 dormitories.
        ResidentialUses = FrozenSet.ToFrozenSet([10u, 11u, 111u, 112u, 12u, 13u]),
    };

    private static IEnumerable<(string Flow, IEnumerable<RuleInFlow> Rules)> Flows()
    {
        yield return Flow("FirstRegistered", F02, F03, C03, (C29, Severity.Reject), C29BeforeRegistration, C26, C54);
        yield return Flow("MigratedOpened", F02, F03, C03, C26, C31, C32, (C41, Severity.Warning), C43, C54, C54Legacy);

        yield return Flow("ContractSigned", F06, F07, F07Sanity, C05, C06, C26, C27, C29);
        yield return Flow("ContractFiled", C29);
        yield return Flow("ContractRevoked");

        yield return Flow("TaxAssessed", F07, C01, C07, C09, C17, C18, C18Above, C19, C19Explained, C20);
        yield return Flow("TaxPaid", C16, C16Open, C22);
        yield return Flow("TaxExempted");
        yield return Flow("TaxRefunded", C21);

        yield return Flow(
            "TransferRecorded",
            F02, F03, F06, C01, C03, C06, C08, C10, C11, C14, C15, C16, C19, C19Explained, C21, C26, C27, C29, C46, C47, C47Notice, C54, C56);
    }

    private static IEnumerable<(string Flow, IEnumerable<RuleInFlow> Rules)> Encumbrances()
    {
        yield return Flow("MortgageContractSigned", F06, F07, C26, C27, C29, C40, C41);
        yield return Flow("MortgageeConsented", C01, C41);
        yield return Flow("MortgageeNotified", C01);
        yield return Flow("MortgageRegistered", F02, F03, C01, C26, C27, C29, C40, C41, C42, C43, C54);
        yield return Flow("ReleaseInstructed", C41, C49);
        yield return Flow("MortgageCancelled", F03, C01, C48, C49, C54);

        yield return Flow("SeizureEntered", F02, C31, C32);
        yield return Flow("SeizureRenewed", C32, C33);
        yield return Flow("SeizureLifted", C31, C33);
    }

    private static (string Flow, IEnumerable<RuleInFlow> Rules) Flow(string name, params RuleInFlow[] rules)
        => (name, [.. EveryFlow, .. rules]);

    private static DeedTaxTable DeedTax()
    {
        var upTo90 = Area.Parse("90");
        var upTo140 = Area.Parse("140");
        var one = Rate.Parse("1%");
        var oneAndHalf = Rate.Parse("1.5%");
        var two = Rate.Parse("2%");
        var three = Rate.Parse("3%");
        return new([
            new(DecidingDate.Liability, Day.First, Day.Of(2016, 2, 22), upTo90, (three, three), (three, three), three),
            new(DecidingDate.Liability, Day.Of(2016, 2, 22), Day.Of(2021, 9, 1), upTo90, (one, oneAndHalf), (one, two), three),
            new(DecidingDate.Liability, Day.Of(2021, 9, 1), Day.Of(2024, 12, 1), upTo90, (one, oneAndHalf), (one, two), three),
            new(DecidingDate.Declaration, Day.Of(2024, 12, 1), null, upTo140, (one, oneAndHalf), (one, two), three),
        ]);
    }
}
