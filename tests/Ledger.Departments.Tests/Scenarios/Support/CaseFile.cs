using Google.Protobuf;
using Ledger.V1;

namespace Ledger.Departments.Tests;

/// <summary>A case of a scenario: its numbers, and what its acts on the book state of it.</summary>
/// <param name="Number">Acceptance number.</param>
/// <param name="AcceptedMs">Instant of acceptance.</param>
/// <param name="Application">The request that opens it.</param>
/// <param name="Review">The request that reviews it.</param>
internal sealed record CaseFile(string Number, ulong AcceptedMs, AcceptApplicationRequest Application, ReviewCaseRequest Review)
{
    /// <summary>The business number of one of its flows.</summary>
    public string Business(string unit, FlowCode? flow = null)
        => Application.Flows.First(entry => entry.UnitCode == unit && (flow is null || entry.Flow == flow)).BusinessNumber;

    /// <summary>What an act on the book says of the case when it is recorded at an instant.</summary>
    public RecordingInput At(ulong recordedMs) => new()
    {
        AcceptanceNumber = Number,
        AcceptanceTimeMs = AcceptedMs,
        RecordingTimeMs = recordedMs,
        Reviewer = Review.Reviewer,
        Town = Application.Town,
    };
}
