using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts.Tests;

/// <summary>Rows of mortgages and seizures with valid values.</summary>
public static class Encumbrances
{
    /// <summary>The seizing authority of the tests.</summary>
    public const string Court = "11100000MB03271699";

    /// <summary>A mortgage of the whole, recorded under the Civil Code.</summary>
    public static MortgageRow Mortgage(uint rank = 1, string number = "DY-2021-0001", Member? bank = null) => new()
    {
        Id = new() { Mortgagee = (bank ?? Members.BankA).CreditCode, ContractNumber = number },
        Certificate = new() { Number = $"粤（2021）东莞不动产证明第{900_000 + rank:D7}号" },
        Terms = new() { Mode = MortgageMode.General, AmountFen = 80_000_000, TermStart = 20210201, TermEnd = 20410201, Scope = 1 },
        Rank = rank,
        RecordingDate = 20210202,
        Share = new() { Numerator = 1, Denominator = 1 },
        Units = 1,
        Document = Acts.Document(),
    };

    /// <summary>A seizure by the court: active for three years when it has a start, else queued.</summary>
    public static SeizureRow Seizure(string document = "（2021）粤1971执保123号", Day? start = null, Day? delivered = null)
    {
        var day = delivered ?? start ?? Day.Of(2021, 2, 1);
        return new()
        {
            Kind = SeizureKind.Seizure,
            Authority = Court,
            DocumentNumber = document,
            DeliveryTimeMs = (ulong)day.StartMilliseconds + 36_000_000,
            Term = new() { Months = 36 },
            Start = start?.Number ?? 0,
            End = start?.AddMonths(36).Number ?? 0,
            RecordingDate = day.Number,
            Document = Acts.Document(),
        };
    }
}
