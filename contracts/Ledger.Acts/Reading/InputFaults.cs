using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Acts;

/// <summary>Everything wrong with the input of one request, so that it is told at once.</summary>
public sealed class InputFaults
{
    /// <summary>More faults than this help nobody and must not fill the trailers.</summary>
    private const int MaximumReported = 20;

    private readonly List<InputFailure> failures = [];

    /// <summary>Whether there is any.</summary>
    public bool Any => failures.Count > 0;

    /// <summary>The faults found so far, in the order of the input.</summary>
    public IReadOnlyList<InputFailure> All => failures;

    /// <summary>A field whose text is no valid value.</summary>
    public void Add(string field, FormatError error) => Add(new()
    {
        Field = field,
        MessageZh = error.Chinese,
        MessageEn = error.English,
        Position = (uint)error.Position,
        Expected = error.Expected.English,
    });

    /// <summary>A field that is wrong in another way.</summary>
    public void Add(string field, string zh, string en, string expected = "")
        => Add(new() { Field = field, MessageZh = zh, MessageEn = en, Expected = expected });

    /// <summary>A field that must be stated.</summary>
    public void Missing(string field) => Add(field, "必填项未填", "this field must be stated", "a value");

    private void Add(InputFailure failure)
    {
        if (failures.Count < MaximumReported)
            failures.Add(failure);
    }
}
