using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts.Tests;

/// <summary>The supervised funds of a sale, from the agreement to the last release, on a ledger of profile 2.</summary>
public sealed class FundCase
{
    /// <summary>The funds of a filed sale.</summary>
    public FundCase(SaleCase? sale = null) => Sale = sale ?? new SaleCase(TestLedger.Two()).ToFiled();

    /// <summary>The sale.</summary>
    public SaleCase Sale { get; }

    /// <summary>The ledger.</summary>
    public TestLedger Ledger => Sale.Ledger;

    /// <summary>Number of the agreement.</summary>
    public string Number { get; set; } = "202105120001";

    /// <summary>What has to arrive.</summary>
    public ulong Required { get; set; } = 50_000_000;

    /// <summary>The agreement's page.</summary>
    public FundPage Page => Ledger.Read<FundPage>(PageKeys.Fund(Number))!;

    /// <summary>The agreement.</summary>
    public FundsSupervised Supervising(Action<FundsSupervised>? change = null)
    {
        var e = new FundsSupervised
        {
            Act = Acts.Of(),
            AgreementNumber = Number,
            ContractNumber = Sale.Number,
            Bank = Members.BankA.CreditCode,
            RequiredFen = Required,
            Condition = ReleaseCondition.TransferRecorded,
            Date = Sale.Signed.AddDays(2).Number,
            UnitCodes = { Sale.Units },
        };
        change?.Invoke(e);
        return e;
    }

    /// <summary>Concludes the agreement.</summary>
    public Outcome Supervise(Action<FundsSupervised>? change = null) => Ledger.Submit(Members.Transaction, Supervising(change));

    /// <summary>Money that arrives: all that is required, from the buyer.</summary>
    public FundsDeposited Depositing(Action<FundsDeposited>? change = null)
    {
        var e = new FundsDeposited
        {
            Act = Acts.Of(),
            AgreementNumber = Number,
            AmountFen = Required,
            Payer = FundPayer.Buyer,
            Date = Sale.Signed.AddDays(3).Number,
        };
        change?.Invoke(e);
        return e;
    }

    /// <summary>Lets money arrive.</summary>
    public Outcome Deposit(Action<FundsDeposited>? change = null, Member? signer = null)
        => Ledger.Submit(signer ?? Members.BankA, Depositing(change));

    /// <summary>A release to the seller, its condition met.</summary>
    public FundsReleased Releasing(Action<FundsReleased>? change = null)
    {
        var e = new FundsReleased
        {
            Act = Acts.Of(),
            AgreementNumber = Number,
            AmountFen = Required,
            To = FundPayee.Seller,
            Ground = FundReleaseGround.ConditionMet,
            Date = Sale.Signed.AddDays(20).Number,
        };
        change?.Invoke(e);
        return e;
    }

    /// <summary>Releases money.</summary>
    public Outcome Release(Action<FundsReleased>? change = null) => Ledger.Submit(Members.Transaction, Releasing(change));

    /// <summary>Brings the case to an open agreement.</summary>
    public FundCase ToSupervised()
    {
        Supervise().Accept();
        return this;
    }

    /// <summary>Brings the case to money that has arrived.</summary>
    public FundCase ToArrived()
    {
        ToSupervised().Deposit().Accept();
        return this;
    }
}
