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

    public static readonly ActOption Delivery = new("--delivery", "delivery_time_ms", new("送达时间（规则版本2起）", "instant of delivery (from profile 2 on)"));
    public static readonly ActOption Share = new("--share", "share", new("查封份额，如1/2（规则版本2起）", "share that is seized, e.g. 1/2 (from profile 2 on)"));
    public static readonly ActOption Organ = new(
        "--organ",
        "organ",
        new("court、procuratorate、police、supervision、tax 或 customs（规则版本2起）",
            "court, procuratorate, police, supervision, tax or customs (from profile 2 on)"));

    /// <summary>Length of a seizure; null where the document states a last day instead.</summary>
    public static SeizureTerm? SeizureTerm(this ActReader input, SeizureTerm? term, string field, string lastDay)
        => term is null && lastDay.Length > 0 ? null : input.SeizureTerm(term, field);

    /// <summary>Length of a seizure.</summary>
    public static SeizureTerm SeizureTerm(this ActReader input, SeizureTerm? term, string field)
    {
        var stated = input.Required(term, field);
        if (term is not null && stated is { Months: 0, Days: 0 })
            input.Fault(field, "查封期限为0，应填月数或日数", "the term is empty", "months or days above 0");

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
