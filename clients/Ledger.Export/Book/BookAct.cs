using Google.Protobuf;
using Ledger.Client;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Export;

/// <summary>One act of a recorded request: what was asked for in clear text beside the event that the ledger proves.</summary>
/// <param name="Record">The request.</param>
/// <param name="Place">Place of the act in it.</param>
internal sealed record BookAct(RecordedActs Record, int Place)
{
    private Dictionary<string, string>? texts;

    /// <summary>What was asked for.</summary>
    public IMessage Request => Record.Acts[Place];

    /// <summary>What it became.</summary>
    public IMessage Event => Record.Events[Place];

    /// <summary>Its recording in the book; null for an act without one.</summary>
    public Recording? Recording => Event.Descriptor.FindFieldByName("recording")?.Accessor.GetValue(Event) as Recording;

    /// <summary>Instant of recording, ms; of an act of profile 1 the beginning of its day.</summary>
    public ulong RecordedMs => Recording switch
    {
        { RecordingMs: > 0 } recording => recording.RecordingMs,
        { RecordingDate: > 0 } recording => (ulong)Day.FromNumber(recording.RecordingDate).StartMilliseconds,
        _ => Record.Receipt.Payload.TimeMs,
    };

    /// <summary>Fields of its document by name.</summary>
    public IReadOnlyDictionary<string, string> Texts => texts ??= Document?.Fields
        .DistinctBy(static one => one.Name, StringComparer.Ordinal).ToDictionary(static one => one.Name, static one => one.Value, StringComparer.Ordinal) ?? [];

    /// <summary>Names of the files attached.</summary>
    public IEnumerable<string> Files => Document?.Files.Select(static file => file.Name) ?? [];

    private DocumentInput? Document => Request.Descriptor.FindFieldByName("document")?.Accessor.GetValue(Request) as DocumentInput;

    /// <summary>Whose certificate it is, as far as the department knows it.</summary>
    public string? NameOf(ByteString? fingerprint)
        => fingerprint is null ? null : Record.Staff.GetValueOrDefault(Convert.ToHexStringLower(fingerprint.Span));

    /// <summary>Who submitted it.</summary>
    public string? OperatorName => (Event.Descriptor.FindFieldByName("act")?.Accessor.GetValue(Event) as Act) is { } act ? NameOf(act.Operator) : null;
}
