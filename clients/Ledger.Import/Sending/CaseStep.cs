using Google.Protobuf;

namespace Ledger.Import;

/// <summary>Acts of one row for one department that belong together: all of them are recorded, or none.</summary>
/// <param name="Name">Name of the step, for people and the report.</param>
/// <param name="Acts">Acts of a batch (<c>TransactionAct</c>, <c>TaxAct</c> or <c>RegistrationAct</c>), in order.</param>
/// <param name="Effect">What it means for the row.</param>
internal sealed record CaseStep(string Name, IReadOnlyList<IMessage> Acts, StepEffect Effect)
{
    // Hashes, operator and document root that every event carries, and a token of 32 bytes for each party under each unit.
    private const int FixedBytesPerAct = 220;

    /// <summary>About how many bytes of an envelope it takes; an estimate that is too small costs a second attempt.</summary>
    public int Bytes { get; } = Acts.Sum(act => FixedBytesPerAct + act.CalculateSize());
}
