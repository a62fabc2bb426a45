namespace Ledger.Facts;

/// <summary>Which envelopes of the log are looked for; what is empty or 0 is not asked.</summary>
/// <param name="Subject">What an event states in so many words.</param>
/// <param name="Event">Short name of an event, e.g. <c>TransferRecorded</c>.</param>
/// <param name="Operators">Beginnings of fingerprints of operators' certificates, lower-case hexadecimal: any of them.</param>
/// <param name="FromDay">First day in UTC+8, yyyymmdd.</param>
/// <param name="ToDay">Last day.</param>
public sealed record EnvelopeFilter(string Subject, string Event, IReadOnlyList<string> Operators, uint FromDay, uint ToDay)
{
    /// <summary>Digits of a fingerprint that are enough to look for it.</summary>
    public const int LeastOperatorDigits = 8;

    /// <summary>Whether an envelope is one of those.</summary>
    /// <param name="envelope">The envelope.</param>
    public bool Fits(RecordedEnvelope envelope)
    {
        ArgumentNullException.ThrowIfNull(envelope);
        var day = Day.At(envelope.TimeMs).Number;
        return (FromDay == 0 || day >= FromDay) && (ToDay == 0 || day <= ToDay)
            && (Event.Length == 0 || envelope.Events.Any(e => e.Name == Event))
            && (Operators.Count == 0 || envelope.Operators.Any(print => Operators.Any(asked => print.StartsWith(asked, StringComparison.Ordinal))))
            && (Subject.Length == 0 || envelope.Names(Subject));
    }
}
