using Google.Protobuf;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts.Tests;

/// <summary>STATE: what a finding names as allowed is accepted in that state, and nothing else is.</summary>
public sealed class StateMachineTests
{
    private static readonly string[] OfContract =
    [
        "ContractSigned", "ContractFiled", "ContractRevoked", "TaxAssessed", "TaxPaid", "TaxExempted", "TaxRefunded",
        "MortgageeConsented", "MortgageeNotified", "TransferRecorded",
    ];

    private static readonly string[] OfTax = ["TaxAssessed", "TaxPaid", "TaxExempted", "TaxRefunded", "TransferRecorded"];

    private static readonly string[] OfMortgage =
    [
        "MortgageContractSigned", "MigratedOpened", "MortgageRegistered", "MortgageeConsented", "MortgageeNotified", "ReleaseInstructed", "MortgageCancelled",
    ];

    private static readonly string[] OfNote = ["MortgageeConsented", "MortgageeNotified"];

    private static readonly string[] OfSeizure = ["SeizureEntered", "SeizureRenewed", "SeizureLifted"];

    /// <summary>Events that no state of a record waits for: what opens the book of a unit is asked of its title (C-03).</summary>
    private static readonly string[] OfNone = ["FirstRegistered"];

    /// <summary>Ways a sale of a mortgaged flat can have gone.</summary>
    private static readonly string[] Sales =
    [
        "", "sign", "sign notify", "sign consent", "sign revoke", "sign file", "sign file revoke", "sign file assess", "sign file assess exempt",
        "sign file assess pay", "sign file assess exempt pay", "sign file assess overpay", "sign file assess pay exempt", "sign file assess pay consent",
        "sign file assess pay revoke", "sign file assess pay revoke refund", "sign file assess pay record", "sign file assess exempt pay record",
    ];

    [Fact]
    public void Every_event_of_the_first_profile_is_one_of_a_state_or_known_to_have_none()
    {
        var listed = OfContract.Concat(OfTax).Concat(OfMortgage).Concat(OfNote).Concat(OfSeizure).Distinct().Concat(OfNone);

        Assert.Equal(Profiles.One.Flows.All.Select(flow => flow.Name).Order(StringComparer.Ordinal), listed.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_state_of_a_contract_its_taxes_and_its_notes_names_the_steps_it_allows()
    {
        var machine = new StateMachine("contract", "tax record", "tax of this taxpayer", "mortgagee's note");
        foreach (var way in Sales)
        {
            var mortgage = Sale(way);
            machine.Try(mortgage.Ledger, StatesOf(mortgage), SaleEvents());
        }

        machine.AssertNamed();
        Assert.Empty(machine.Accepted("contract: registered"));
        Assert.Equal(
            Enum.GetValues<ContractState>().Count(state => state != ContractState.Unspecified) + 1,
            Sales.Select(way => StatesOf(Sale(way))[0].State).Distinct().Count());
    }

    [Fact]
    public void Every_state_of_a_mortgage_names_the_steps_it_allows()
    {
        var machine = new StateMachine("mortgage");
        foreach (var way in new[] { "open", "open sell", "open sign", "open sign register sell", "open sign register sell release",
            "open sign register release cancel sell" })
        {
            machine.Try(Mortgage(way).Ledger, [StateOf(Mortgage(way))], MortgageEvents(old: false));
        }

        machine.Try(FirstLedger(), [("mortgage: absent", OfMortgage)], MortgageEvents(old: false));

        machine.AssertNamed();
    }

    [Fact]
    public void Every_state_of_a_mortgage_of_the_old_book_names_the_steps_it_allows()
    {
        var machine = new StateMachine("mortgage");
        foreach (var way in new[] { "migrate sell", "migrate sell release", "migrate release cancel sell" })
            machine.Try(Mortgage(way).Ledger, [StateOf(Mortgage(way))], MortgageEvents(old: true));

        machine.AssertNamed();
        Assert.Contains("MigratedOpened", machine.Accepted("mortgage: registered"));
    }

    [Fact]
    public void Every_state_of_a_seizure_names_the_steps_it_allows()
    {
        var machine = new StateMachine("seizure");
        foreach (var (state, document, days) in new[] { ("absent", 3, 0), ("active", 1, 0), ("queued", 2, 0), ("lapsed", 1, 60), ("active", 2, 60) })
        {
            var ledger = FirstLedger();
            var book = new SeizureBook(ledger).At(Day.Of(2021, 6, 2));
            book.Enter(1, months: 1).Accept();
            book.Enter(2).Accept();
            book.At(Day.Of(2021, 6, 2).AddDays(days), hour: 12);
            machine.Try(
                ledger,
                [("seizure: " + state, OfSeizure)],
                [
                    (Members.Registration, book.Entry(document)),
                    (Members.Registration, book.Renewal(document, months: 1)),
                    (Members.Registration, book.Lifting(document)),
                    (Members.Registration, book.Lifting(document, LiftOutcome.DisposedWhole)),
                ]);
        }

        machine.AssertNamed();
    }

    /// <summary>A ledger under the first profile: what a later act may do is named too.</summary>
    private static TestLedger FirstLedger() => new() { Profile = Profiles.One.Number };

    /// <summary>A flat under a mortgage and its sale, as far as it got.</summary>
    private static MortgageCase Sale(string way)
    {
        var sale = new SaleCase(FirstLedger()).Open();
        var mortgage = new MortgageCase(sale) { Signed = Day.Of(2021, 4, 1), Recorded = Day.Of(2021, 4, 6) };
        mortgage.Sign().Accept();
        mortgage.Register().Accept();
        foreach (var step in way.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var outcome = step switch
            {
                "sign" => sale.Sign(),
                "file" => sale.File(),
                "revoke" => sale.Revoke(),
                "assess" => sale.Assess(),
                "pay" => sale.Pay(),
                "overpay" => sale.Pay(e => e.Tickets[0].AmountFen += 500),
                "exempt" => sale.Exempt(TaxKind.Income, TaxSide.Transferor, TestParty.An),
                "refund" => sale.Refund(RefundReason.ContractFailed),
                "notify" => mortgage.Notify(Noted),
                "consent" => mortgage.Consent(Noted),
                _ => sale.Record(Carried),
            };
            outcome.Accept();
        }

        return mortgage;
    }

    private static List<(string State, string[] Machine)> StatesOf(MortgageCase mortgage)
    {
        var ledger = mortgage.Ledger;
        var contract = ledger.Read<ContractPage>(PageKeys.Contract(mortgage.Sale.Number));
        var tax = ledger.Read<TaxPage>(PageKeys.Tax(mortgage.Sale.Number));
        var states = new List<(string, string[])> { ("contract: " + (contract is null ? "absent" : Name(contract.State)), OfContract) };
        if (tax is null && contract?.State == ContractState.Filed)
            states.Add(("tax record: not assessed", OfTax));
        if (tax is null && contract?.State == ContractState.FilingCancelled)
            states.Add(("tax record: not assessed, and the contract has ended", OfTax));
        if (contract?.State == ContractState.Filed && tax?.Lines.Any(line => line.Exempted) == true)
            states.Add(("tax of this taxpayer: exempted", OfTax));
        if (contract?.MortgageeNotes.Count > 0)
            states.Add(("mortgagee's note: " + (contract.MortgageeNotes[0].Consent ? "consented" : "notified"), OfNote));
        return states;
    }

    /// <summary>Every event of a sale, valid as it comes in its turn.</summary>
    private static List<(Member Signer, IMessage Event)> SaleEvents()
    {
        var (signed, assessed) = (Sale("sign file"), Sale("sign file assess"));
        var (paid, overpaid, exempted) = (Sale("sign file assess pay"), Sale("sign file assess overpay"), Sale("sign file assess pay exempt"));
        var income = exempted.Ledger.Read<TaxPage>(PageKeys.Tax(exempted.Sale.Number))!.Tickets.Single(ticket => ticket.Tax == TaxKind.Income);
        return
        [
            (Members.Transaction, Sale("").Sale.Signing()),
            (Members.Transaction, signed.Sale.Filing()),
            (Members.Transaction, signed.Sale.Revocation()),
            (Members.Tax, signed.Sale.Assessment()),
            (Members.Tax, assessed.Sale.Payment()),
            (Members.Tax, assessed.Sale.Exemption(TaxKind.Income, TaxSide.Transferor, TestParty.An)),
            (Members.Tax, paid.Sale.Refunding(RefundReason.ContractFailed)),
            (Members.Tax, paid.Sale.Refunding(RefundReason.Overpaid)),
            (Members.Tax, overpaid.Sale.Refunding(RefundReason.Overpaid, e => Only(e, e.Refunds[0].Number, 500))),
            (Members.Tax, exempted.Sale.Refunding(RefundReason.Overpaid, e => Only(e, income.Number, income.AmountFen))),
            (Members.BankA, signed.Consenting(Noted)),
            (Members.Registration, signed.Notice(Noted)),
            (Members.Registration, paid.Sale.Transfer(Carried)),
        ];

        static void Only(TaxRefunded e, string ticket, ulong fen)
        {
            e.Refunds.Clear();
            e.Refunds.Add(new Refund { Number = ticket, AmountFen = fen });
        }
    }

    /// <summary>A mortgage as far as it got, of a contract or of the old book, with or without a sale of its flat.</summary>
    private static MortgageCase Mortgage(string way)
    {
        var sale = new SaleCase(FirstLedger());
        var old = way.StartsWith("migrate", StringComparison.Ordinal);
        var mortgage = new MortgageCase(sale) { Signed = Day.Of(2021, 4, 1), Recorded = Day.Of(2021, 4, 6), Number = old ? "DY-2021-0001" : "DY-2021-000001" };
        foreach (var step in way.Split(' '))
        {
            switch (step)
            {
                case "open":
                    sale.Open();
                    break;
                case "migrate":
                    sale.Ledger.Submit(Members.Registration, sale.Migration(SaleCase.Flat, e => e.Mortgages.Add(Encumbrances.Mortgage()))).Accept();
                    break;
                case "sell":
                    sale.Sign().Accept();
                    break;
                case "sign":
                    mortgage.Sign().Accept();
                    break;
                case "register":
                    mortgage.Register().Accept();
                    break;
                case "release":
                    mortgage.Release().Accept();
                    break;
                default:
                    mortgage.Cancel().Accept();
                    break;
            }
        }

        return mortgage;
    }

    private static (string State, string[] Machine) StateOf(MortgageCase mortgage)
    {
        var page = mortgage.Ledger.Read<MortgagePage>(PageKeys.Mortgage(mortgage.Id));
        return ("mortgage: " + (page is null ? "absent" : Name(page.State)), OfMortgage);
    }

    /// <summary>Every event of a mortgage, valid as it comes in its turn.</summary>
    private static List<(Member Signer, IMessage Event)> MortgageEvents(bool old)
    {
        var (open, live) = (Mortgage(old ? "migrate sell" : "open sell"), Mortgage(old ? "migrate sell release" : "open sign register sell release"));
        var row = Encumbrances.Mortgage(number: live.Number);
        return
        [
            (Members.BankA, open.Signing()),
            (Members.Registration, live.Sale.Migration(SaleCase.Garage, e => e.Mortgages.Add(row))),
            (Members.Registration, Mortgage(old ? "migrate" : "open sign").Registration()),
            (Members.BankA, live.Consenting(Noted)),
            (Members.Registration, live.Notice(Noted)),
            (Members.BankA, live.Releasing()),
            (Members.Registration, live.Cancellation()),
        ];
    }

    private static void Noted(MortgageeConsented e) => e.Date = 20210512;

    private static void Noted(MortgageeNotified e) => e.Date = 20210512;

    private static void Carried(TransferRecorded e)
    {
        e.Mortgages = MortgageHandling.Carried;
        e.Act = Acts.Of("C-47");
    }

    private static string Name(ContractState state) => state switch
    {
        ContractState.Signed => "signed",
        ContractState.Filed => "filed",
        ContractState.Registered => "registered",
        ContractState.Revoked => "revoked",
        _ => "cancelled after filing",
    };

    private static string Name(MortgageState state) => state switch
    {
        MortgageState.Signed => "contract signed",
        MortgageState.Registered => "registered",
        MortgageState.ReleaseInstructed => "release instructed",
        _ => "cancelled",
    };
}
