using Google.Protobuf;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts.Tests;

/// <content>What happens to a mortgage between its contract and its cancellation, from profile 2 on.</content>
public sealed partial class MortgageCase
{
    partial void AskProfile(ref bool two) => two = Ledger.Profile > 1;

    /// <summary>Day of what is done to the registered mortgage.</summary>
    public Day Later => Recorded.AddDays(4);

    /// <summary>An agreement on a change.</summary>
    public MortgageChangeAgreed Agreement(MortgageChangeKind kind, Action<MortgageAgreement>? change = null)
    {
        var agreement = new MortgageAgreement { Kind = kind, Date = Later.Number };
        change?.Invoke(agreement);
        return new() { Act = Acts.Of(), Mortgage = Id, Agreement = agreement };
    }

    /// <summary>Lets the bank, or another member, sign an agreement.</summary>
    public Outcome Agree(MortgageChangeKind kind, Action<MortgageAgreement>? change = null, Member? signer = null, bool accepts = false)
    {
        var e = Agreement(kind, change);
        e.Accepts = accepts;
        return Ledger.Submit(signer ?? Bank, e);
    }

    /// <summary>The recording of a change; of all units unless changed.</summary>
    public MortgageChanged Changing(MortgageChangeKind what, Action<MortgageChanged>? change = null)
    {
        var e = new MortgageChanged
        {
            Act = Acts.Of(),
            Recording = LaterRecording(),
            Mortgage = Id,
            What = what,
            Terms = Page.Agreements.FirstOrDefault(agreement => agreement.Kind == what)?.Terms?.Clone(),
            Certificate = Proof(),
        };
        e.Units.AddRange(Page.Units.Select(unit => new MortgageUnitRecording { UnitCode = unit.UnitCode, BusinessNumber = Sale.Business(Later) }));
        change?.Invoke(e);
        return e;
    }

    /// <summary>Records a change.</summary>
    public Outcome Change(MortgageChangeKind what, Action<MortgageChanged>? change = null) => Ledger.Submit(Members.Registration, Changing(what, change));

    /// <summary>Changes the order of the mortgages on the first unit.</summary>
    public Outcome Reorder(Action<MortgageRanksChanged>? change, params MortgageId[] order)
    {
        var e = new MortgageRanksChanged
        {
            Act = Acts.Of(),
            Recording = LaterRecording(3),
            UnitCode = Mortgaged[0],
            BusinessNumber = Sale.Business(Later),
        };
        e.Order.AddRange(order);
        change?.Invoke(e);
        return Ledger.Submit(Members.Registration, e);
    }

    /// <summary>Transfers the mortgage to another lender.</summary>
    public Outcome Assign(MortgageId assignee, Action<MortgageTransferred>? change = null)
    {
        var e = new MortgageTransferred { Act = Acts.Of(), Recording = LaterRecording(), Mortgage = Id, Assignee = assignee, Certificate = Proof() };
        e.Units.AddRange(Businesses());
        change?.Invoke(e);
        return Ledger.Submit(Members.Registration, e);
    }

    /// <summary>Determines the claim.</summary>
    public Outcome Determine(DeterminationGround ground, ulong fen, Action<MortgageDetermined>? change = null)
    {
        var e = new MortgageDetermined
        {
            Act = Acts.Of(),
            Recording = LaterRecording(),
            Mortgage = Id,
            Ground = ground,
            DeterminedFen = fen,
            Date = Later.Number,
        };
        e.Units.AddRange(Businesses());
        change?.Invoke(e);
        return Ledger.Submit(Members.Registration, e);
    }

    /// <summary>Converts a construction mortgage: all its units unless changed.</summary>
    public Outcome Convert(Action<MortgageConverted>? change = null)
    {
        var e = new MortgageConverted { Act = Acts.Of(), Recording = LaterRecording(), Mortgage = Id, Certificate = Proof() };
        e.Units.AddRange(Businesses());
        change?.Invoke(e);
        return Ledger.Submit(Members.Registration, e);
    }

    /// <summary>Pays out.</summary>
    public Outcome Disburse(ulong fen, Day? day = null, Action<LoanDisbursed>? change = null)
    {
        var e = new LoanDisbursed { Act = Acts.Of(), Mortgage = Id, AmountFen = fen, Date = (day ?? Later).Number };
        change?.Invoke(e);
        return Ledger.Submit(Bank, e);
    }

    /// <summary>Withdraws the contract.</summary>
    public Outcome Withdraw(Action<V1.MortgageContractWithdrawn>? change = null, Member? signer = null)
    {
        var e = new V1.MortgageContractWithdrawn { Act = Acts.Of(), Mortgage = Id, Date = Signed.AddDays(1).Number };
        change?.Invoke(e);
        return Ledger.Submit(signer ?? Bank, e);
    }

    /// <summary>Takes the release back.</summary>
    public Outcome WithdrawRelease(Action<ReleaseWithdrawn>? change = null, Member? signer = null)
    {
        var e = new ReleaseWithdrawn { Act = Acts.Of(), Mortgage = Id, Date = Recorded.AddDays(3).Number, Reason = "NOT_SETTLED" };
        change?.Invoke(e);
        return Ledger.Submit(signer ?? Bank, e);
    }

    /// <summary>Consents to something by its subject.</summary>
    public Outcome Consent(ConsentSubject subject, string number = "", MortgageId? of = null, bool withdrawn = false)
        => Ledger.Submit(
            Bank,
            new MortgageeConsented { Act = Acts.Of(), Mortgage = Id, Date = Later.Number, Subject = subject, Number = number, Of = of, Withdrawn = withdrawn });

    /// <summary>Puts an approved exception and lets an act use it.</summary>
    public T Excepted<T>(T e, string rule, string subject)
        where T : IMessage<T>
    {
        const string Number = "EX202105310001";
        Ledger.PutOld(PageKeys.Exception(Number), new ExceptionPage
        {
            Number = Number,
            Rule = rule,
            Event = e.Descriptor.Name,
            Subject = subject,
            Ground = "PAPER_SEEN",
            Approver = Acts.Bytes(6),
            Until = 20990101,
            Member = Members.Registration.CreditCode,
        });
        ((Act)e.Descriptor.FindFieldByNumber(1).Accessor.GetValue(e)).Exceptions.Add(new ExceptionUse { Rule = rule, Number = Number });
        return e;
    }

    /// <summary>A recording after the mortgage's own.</summary>
    public Recording LaterRecording(int daysLater = 1) => Acts.Recorded(Later, Later.AddDays(daysLater), Serial());

    private IEnumerable<UnitBusiness> Businesses()
        => Page.Units.Select(unit => new UnitBusiness { UnitCode = unit.UnitCode, BusinessNumber = Sale.Business(Later) });
}
