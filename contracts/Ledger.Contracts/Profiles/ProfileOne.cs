using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>Profile 1 (Dongguan). Law and figures as of domain.md; what a local expert should confirm is here, as data.</summary>
internal static class ProfileOne
{
    private static readonly RuleInFlow[] EveryFlow =
    [
        Shape.C69, WriterIsEntitled.C70, Judgement.State, Judgement.IdleAcknowledgement, DateOrder.C57, Shape.F01, Shape.F04, Shape.F05,
    ];

    public static Profile Create() => new()
    {
        Number = 1,
        Flows = new(Flows()),
        Form = FormOne.Form,
        RecordedKinds = [EncumbranceKind.Mortgage, EncumbranceKind.Seizure],
        LongestList = 500,
        MostDocumentFields = 10_000,
        City = Cities.Dongguan,
        DeedTax = DeedTax(),
    };

    /// <summary>A flow with the rules that every flow has and some of its own.</summary>
    public static ProfileFlow Flow(IFlow flow, params RuleInFlow[] rules) => new(flow, [.. EveryFlow, .. rules]);

    private static IEnumerable<ProfileFlow> Flows()
    {
        yield return Flow(
            new FirstRegisteredFlow(),
            UnitIsFinal.F02, CertificateYear.F03, OneLiveTitle.C03, (SeizedUnit.C29, Severity.Warning), (SeizedParcel.C29, Severity.Reject),
            SharesSumToOne.C26, CertificatesUnique.C54);
        yield return Flow(
            new MigratedOpenedFlow(),
            UnitIsFinal.F02, CertificateYear.F03, OneLiveTitle.C03, SharesSumToOne.C26, SeizureStands.C31, SeizureTermLimit.C32,
            (MortgageeSigns.C41, Severity.Warning), MortgageRank.C43, CertificatesUnique.C54, CertificatesUnique.C54Legacy);

        yield return Flow(
            new ContractSignedFlow(),
            SidesDiffer.F06, AmountUnit.F07, AmountUnit.F07Sanity, OneActiveContract.C05, SellersOwn.C06, SharesSumToOne.C26, CoOwnersConsent.C27,
            SeizedUnit.C29, SeizedParcel.C29);
        yield return Flow(new ContractFiledFlow(), SeizedUnit.C29, SeizedParcel.C29);
        yield return Flow(new ContractRevokedFlow());

        yield return Flow(
            new TaxAssessedFlow(),
            AmountUnit.F07, SameUnits.C01, TaxpayersMatch.C07, TaxpayersMatch.C09, TaxArithmetic.C17, TaxBase.C18, TaxBase.C18Above, PricesAgree.C19,
            PricesAgree.C19Explained, LiabilityDate.C20);
        yield return Flow(new TaxPaidFlow(), TaxesCleared.C16, TaxesCleared.C16Open, TicketsOnce.C22);
        yield return Flow(new TaxExemptedFlow());
        yield return Flow(new TaxRefundedFlow(), NoRefund.C21);

        yield return Flow(
            new TransferRecordedFlow(),
            UnitIsFinal.F02, CertificateYear.F03, SidesDiffer.F06, SameUnits.C01, OneLiveTitle.C03, SellersOwn.C06, BuyersAreTransferees.C08,
            ContractStands.C10, ContractStands.C11, TaxesCleared.C14, TaxesCleared.C15, TaxesCleared.C16, PricesAgree.C19, PricesAgree.C19Explained,
            NoRefund.C21, SharesSumToOne.C26, CoOwnersConsent.C27, SeizedUnit.C29, SeizedParcel.C29, MortgagesSurvive.C46, MortgagesSurvive.C47,
            MortgagesSurvive.C47Notice, CertificatesUnique.C54, ChainOfTitle.C56);

        yield return Flow(
            new MortgageContractSignedFlow(),
            SidesDiffer.F06, AmountUnit.F07, SharesSumToOne.C26, CoOwnersConsent.C27, SeizedUnit.C29, SeizedParcel.C29, MortgagorsOwn.C40, MortgageeSigns.C41);
        yield return Flow(new MortgageeConsentedFlow(), SameUnits.C01, MortgageeSigns.C41);
        yield return Flow(new MortgageeNotifiedFlow(), SameUnits.C01);
        yield return Flow(
            new MortgageRegisteredFlow(),
            UnitIsFinal.F02, CertificateYear.F03, SameUnits.C01, SharesSumToOne.C26, CoOwnersConsent.C27, SeizedUnit.C29, SeizedParcel.C29, MortgagorsOwn.C40,
            MortgageeSigns.C41, MortgageAgrees.C42, MortgageRank.C43, CertificatesUnique.C54);
        yield return Flow(new ReleaseInstructedFlow(), MortgageeSigns.C41, MortgageStands.C49);
        yield return Flow(
            new MortgageCancelledFlow(),
            CertificateYear.F03, SameUnits.C01, MortgageStands.C48, MortgageStands.C49, CertificatesUnique.C54);

        yield return Flow(new SeizureEnteredFlow(), UnitIsFinal.F02, SeizureStands.C31, SeizureTermLimit.C32);
        yield return Flow(new SeizureRenewedFlow(), SeizureTermLimit.C32, SeizureStands.C33);
        yield return Flow(new SeizureLiftedFlow(), SeizureStands.C31, SeizureStands.C33);
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
