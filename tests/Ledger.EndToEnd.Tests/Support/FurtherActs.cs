using Ledger.Network;
using Ledger.V1;

namespace Ledger.EndToEnd.Tests;

/// <summary>
/// Acts of the departments that the sale and its mortgage do not need, typed by their options where these suffice. What only leads
/// there, and was typed before, is done without the program.
/// </summary>
/// <param name="ledger">The program.</param>
/// <param name="clients">The same users' clients.</param>
/// <param name="sold">Papers of a flat that was sold and mortgaged.</param>
/// <param name="other">Papers of a flat that the ledger does not know yet.</param>
/// <param name="bank">The mortgagee.</param>
internal sealed class FurtherActs(CommandLine ledger, NetworkClients clients, FirstProfilePapers sold, FirstProfilePapers other, string bank)
{
    /// <summary>Events that the three stories leave on the ledger.</summary>
    public const int Events = 10 + 8 + 1;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private string Today { get; } = sold.File(sold.Contract).FilingDate;

    private string[] Mortgage => ["--mortgagee", bank, "--mortgage", sold.Mortgage(bank).ContractNumber];

    /// <summary>The mortgaged flat is sold on; a court seizes it, renews and lifts; the loan is settled, and the sale is called off.</summary>
    public async Task ResaleThatComesToNothingAsync()
    {
        await SignAndFileAsync(sold.Resell());
        await ledger.ActAsync("registration-clerk", ["mortgage", "notify", .. Mortgage, "--contract", sold.Resale, "--date", Today]);
        await ledger.ActAsync("bank-a-officer", ["mortgage", "consent", .. Mortgage, "--contract", sold.Resale, "--date", Today]);
        await SeizeAsync();
        await ledger.ActAsync("bank-a-officer", ["mortgage", "release", .. Mortgage, "--reason", "settled", "--date", Today]);
        await CancelMortgageAsync();
        Assert.Equal("FILED", await ContractStateAsync(sold.Resale));
        await ledger.ActAsync("transaction-clerk", "contract", "revoke", "--contract", sold.Resale, "--date", Today, "--reason", "BUYER_WITHDREW");
        Assert.Equal("FILING_CANCELLED", await ContractStateAsync(sold.Resale));
    }

    /// <summary>A flat of the old book is sold; one tax is exempted, one paid; the sale is called off and the payment refunded.</summary>
    public async Task ExemptionAndRefundAsync()
    {
        var opened = other.OpenFlat();
        await ledger.ActAsync("registration-clerk", "unit migrate", new OpenMigratedRequest
        {
            Recording = opened.Recording,
            Opening = opened.Opening,
            MigrationDate = Today,
            Document = opened.Document,
        });
        await SignAndFileAsync(other.Sale());
        Assert.True((await clients["tax-clerk"].Tax.AssessTaxAsync(other.Assess(), Ct)).IsRecorded);
        await ledger.ActAsync(
            "tax-clerk", "tax", "exempt", "--contract", other.Contract, "--date", Today, "--tax", "land-appreciation", "--side", "transferor",
            "--exemption", "ORDINARY_HOUSING",
            "--payer-type", "8", "--payer", FirstProfilePapers.Developer.DocumentNumber);
        await ledger.ActAsync(
            "tax-clerk", "tax", "pay", "--contract", other.Contract, "--date", Today, "--ticket", other.DeedTicket, "--tax", "deed", "--side",
            "transferee", "--amount", "10000.00",
            "--payer-type", "1", "--payer", FirstProfilePapers.Buyer.DocumentNumber);
        await ledger.ActAsync("transaction-clerk", "contract", "revoke", "--contract", other.Contract, "--date", Today, "--reason", "BUYER_WITHDREW");
        await ledger.ActAsync(
            "tax-clerk", "tax", "refund", "--contract", other.Contract, "--date", Today, "--reason", "contract-failed", "--ticket",
            other.DeedTicket, "--amount", "10000.00");
    }

    /// <summary>
    /// A flat of the old book with everything that weighs on it there: two mortgages, one under a legacy number, a seizure and
    /// one that waits.
    /// </summary>
    /// <param name="encumbered">Papers of a flat that the ledger does not know yet.</param>
    public async Task TitleWithLivingLiensAsync(FirstProfilePapers encumbered)
    {
        var opened = encumbered.OpenFlat();
        opened.Opening.Owners[0].Certificate = "粤房地证字第C0000310号";
        opened.Opening.Owners[0].LegacyCertificate = true;
        opened.Recording.RecordingDate = "1998-07-01";
        var delivered = DateTimeOffset.Parse("2025-01-01T09:30:00+08:00", provider: null);
        var migrated = new OpenMigratedRequest { Recording = opened.Recording, Opening = opened.Opening, MigrationDate = Today, Document = opened.Document };
        migrated.Mortgages.Add(OldMortgage("DY-1998-0001", 1, "粤房地他证字第C1234567号", legacy: true, MortgageMode.General));
        migrated.Mortgages.Add(OldMortgage("DY-2016-0002", 2, "粤（2016）东莞不动产证明第0000012号", legacy: false, MortgageMode.Maximum));
        migrated.Seizures.Add(OldSeizure("（2025）粤1971执123号之一", delivered, "2025-01-01"));
        migrated.Seizures.Add(OldSeizure("（2025）粤1971执124号", delivered.AddDays(1), ""));

        await ledger.ActAsync("registration-clerk", "unit migrate", migrated);

        var listed = await ledger.ExpectAsync(0, "registration-clerk", "records", "list", "--subject", encumbered.Flat, "--state", "recorded");
        Assert.Single(listed["records"]!.AsArray());
    }

    private OldMortgageInput OldMortgage(string contract, uint rank, string certificate, bool legacy, MortgageMode mode) => new()
    {
        Mortgage = new MortgageId { Mortgagee = bank, ContractNumber = contract },
        Terms = new MortgageTermsInput
        {
            Mode = mode,
            Amount = new AmountInput { Value = "50", Unit = AmountUnit.WanYuan },
            TermFirstDay = "2016-07-01",
            TermLastDay = "2030-12-31",
            DeterminationFirstDay = mode == MortgageMode.Maximum ? "2016-07-01" : "",
            DeterminationLastDay = mode == MortgageMode.Maximum ? "2026-06-30" : "",
            Scope = 1,
            TransferRestricted = true,
        },
        Certificate = certificate,
        LegacyCertificate = legacy,
        Rank = rank,
        RecordingDate = "2016-07-02",
        Share = "1/1",
    };

    private static OldSeizureInput OldSeizure(string document, DateTimeOffset delivered, string start) => new()
    {
        Kind = SeizureKind.Seizure,
        Authority = FirstProfilePapers.Court,
        DocumentNumber = document,
        DeliveryTimeMs = (ulong)delivered.ToUnixTimeMilliseconds(),
        Term = new SeizureTerm { Months = 35, Days = 1 },
        Start = start,
        RecordingDate = "2025-01-02",
    };

    private async Task SignAndFileAsync(SignContractRequest contract)
    {
        var clerk = clients["transaction-clerk"].Transaction;
        Assert.True((await clerk.SignContractAsync(contract, Ct)).IsRecorded);
        Assert.True((await clerk.FileContractAsync(sold.File(contract.ContractNumber), Ct)).IsRecorded);
    }

    private async Task SeizeAsync()
    {
        var entered = sold.Seize();
        string[] seizure = ["--unit", sold.Flat, "--authority", FirstProfilePapers.Court, "--document", sold.Seizure];
        await ledger.ActAsync(
            "registration-clerk",
            ["seizure", "enter", .. seizure, "--business", entered.BusinessNumber, "--kind", "seizure", "--months", "36", "--delivery",
                $"{Today}T00:00:00+08:00", .. Recording(entered.Recording)]);
        var renewed = sold.Lift();
        await ledger.ActAsync(
            "registration-clerk",
            ["seizure", "renew", .. seizure, "--business", renewed.BusinessNumber, "--renewal", sold.Seizure.Replace("123", "125", StringComparison.Ordinal),
                "--months", "12", .. Recording(renewed.Recording)]);
        var lifted = sold.Lift();
        await ledger.ActAsync(
            "registration-clerk",
            ["seizure", "lift", .. seizure, "--business", lifted.BusinessNumber, "--lift", lifted.LiftDocumentNumber, "--outcome", "released",
                .. Recording(lifted.Recording)]);
    }

    private Task CancelMortgageAsync()
    {
        var request = sold.CancelMortgage(bank);
        return ledger.ActAsync(
            "registration-clerk",
            ["mortgage", "cancel", .. Mortgage, "--certificate", request.Certificate.Number, "--unit", sold.Flat, "--business", request.Units[0].BusinessNumber,
                .. Recording(request.Recording)]);
    }

    private async Task<string> ContractStateAsync(string number)
    {
        var shown = await ledger.ExpectAsync(0, "transaction-clerk", "contract", "show", number);
        Assert.True((bool)shown["recorded"]!);
        return ((string)shown["contract"]!["state"]!)["CONTRACT_STATE_".Length..];
    }

    private static string[] Recording(RecordingInput recording) =>
        ["--acceptance", recording.AcceptanceNumber, "--acceptance-time", recording.AcceptanceTimeMs.ToString(provider: null),
            "--recording-date", recording.RecordingDate];
}
