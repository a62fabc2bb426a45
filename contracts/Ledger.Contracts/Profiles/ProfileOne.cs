using System.Collections.Frozen;
using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;
using static Ledger.Contracts.RuleCatalogue;

namespace Ledger.Contracts;

/// <summary>Profile 1 (Dongguan). Law and figures as of domain.md; what a local expert should confirm is here, as data.</summary>
internal static class ProfileOne
{
    private static readonly RuleInFlow[] EveryFlow = [C69, C70, RuleCatalogue.State, IdleAcknowledgement, C57, F01, F04, F05];

    public static Profile Create() => new()
    {
        Number = 1,
        Flows = new(Flows()),
        RecordedKinds = [EncumbranceKind.Mortgage, EncumbranceKind.Seizure],
        LongestList = 500,
        MostDocumentFields = 10_000,
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

    /// <summary>A flow with the rules that every flow has and some of its own.</summary>
    public static ProfileFlow Flow(IFlow flow, params RuleInFlow[] rules) => new(flow, [.. EveryFlow, .. rules]);

    private static IEnumerable<ProfileFlow> Flows()
    {
        yield return Flow(new FirstRegisteredFlow(), F02, F03, C03, (C29, Severity.Reject), C29BeforeRegistration, C26, C54);
        yield return Flow(new MigratedOpenedFlow(), F02, F03, C03, C26, C31, C32, (C41, Severity.Warning), C43, C54, C54Legacy);

        yield return Flow(new ContractSignedFlow(), F06, F07, F07Sanity, C05, C06, C26, C27, C29);
        yield return Flow(new ContractFiledFlow(), C29);
        yield return Flow(new ContractRevokedFlow());

        yield return Flow(new TaxAssessedFlow(), F07, C01, C07, C09, C17, C18, C18Above, C19, C19Explained, C20);
        yield return Flow(new TaxPaidFlow(), C16, C16Open, C22);
        yield return Flow(new TaxExemptedFlow());
        yield return Flow(new TaxRefundedFlow(), C21);

        yield return Flow(
            new TransferRecordedFlow(),
            F02, F03, F06, C01, C03, C06, C08, C10, C11, C14, C15, C16, C19, C19Explained, C21, C26, C27, C29, C46, C47, C47Notice, C54, C56);

        yield return Flow(new MortgageContractSignedFlow(), F06, F07, C26, C27, C29, C40, C41);
        yield return Flow(new MortgageeConsentedFlow(), C01, C41);
        yield return Flow(new MortgageeNotifiedFlow(), C01);
        yield return Flow(new MortgageRegisteredFlow(), F02, F03, C01, C26, C27, C29, C40, C41, C42, C43, C54);
        yield return Flow(new ReleaseInstructedFlow(), C41, C49);
        yield return Flow(new MortgageCancelledFlow(), F03, C01, C48, C49, C54);

        yield return Flow(new SeizureEnteredFlow(), F02, C31, C32);
        yield return Flow(new SeizureRenewedFlow(), C32, C33);
        yield return Flow(new SeizureLiftedFlow(), C31, C33);
    }

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
