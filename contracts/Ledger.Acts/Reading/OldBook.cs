using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Acts;

/// <summary>
/// An old book whose rows an act repeats: 15 digits of a citizen number are upgraded, and numbers of no form are taken where the request
/// says why.
/// </summary>
/// <param name="exceptions">Numbers of no form with their reasons.</param>
internal sealed class OldBook(IReadOnlyList<NumberExceptionInput> exceptions)
{
    private const string List = "number_exceptions";

    private readonly HashSet<string> used = new(StringComparer.Ordinal);

    /// <summary>How many numbers were taken by exception.</summary>
    public uint Taken => (uint)used.Count;

    /// <summary>Why a number of no form stands; null when the request does not say so.</summary>
    /// <param name="number">The number as its party states it.</param>
    public string? ReasonOf(string number)
    {
        var folded = Canonicalize.FoldUpper(number);
        if (exceptions.FirstOrDefault(known => Canonicalize.FoldUpper(known.Number) == folded) is not { } exception)
            return null;

        used.Add(folded);
        return exception.Reason;
    }

    /// <summary>Each exception has a reason, and a party that needs it: none is stated in advance.</summary>
    /// <param name="input">Reads the request.</param>
    public void Check(ActReader input)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < exceptions.Count; i++)
        {
            var folded = Canonicalize.FoldUpper(exceptions[i].Number);
            if (input.Words(exceptions[i].Reason, $"{List}[{i}].reason").Trim().Length == 0)
                input.Missing($"{List}[{i}].reason");
            if (!seen.Add(folded))
            {
                input.Fault($"{List}[{i}]", "同一号码的例外重复", "the number stands twice among the exceptions", "each number once");
            }
            else if (!used.Contains(folded))
            {
                input.Fault(
                    $"{List}[{i}]", "没有当事人使用该号码，或该号码符合规定格式，无需例外",
                    "no party of the request has this number, or it is of the right form and needs no exception", "only numbers that are refused without it");
            }
        }
    }
}
