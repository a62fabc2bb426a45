using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Acts;

/// <summary>What seizures look like in requests.</summary>
internal static class SeizureInputs
{
    public static readonly ActOption Authority = new("--authority", "authority", new("查封机关统一社会信用代码", "credit code of the seizing authority"));
    public static readonly ActOption Number = new("--document", "document_number", new("查封文号", "number of the seizure's document"));
    public static readonly ActOption Months = new("--months", "term.months", new("期限（月）", "term, months"));
    public static readonly ActOption Days = new("--days", "term.days", new("期限（日）", "term, days"));

    /// <summary>Length of a seizure.</summary>
    public static SeizureTerm SeizureTerm(this ActReader input, SeizureTerm? term, string field)
    {
        var stated = input.Required(term, field);
        if (term is not null && stated is { Months: 0, Days: 0 })
            input.Fault(field, "查封期限为0", "the term is empty", "months or days above 0");

        return stated.Clone();
    }

    /// <summary>The day after the last of a term, as the ledger counts it; 0 after a fault, of which an empty term is one already.</summary>
    public static uint SeizureEnd(this ActReader input, Day start, SeizureTerm term, string field)
    {
        if (term is { Months: 0, Days: 0 })
            return 0;

        if (SeizureQueue.TryEndOf(start, term, out var end, out var error))
            return end.Number;

        input.Fault(field, error);
        return 0;
    }
}
