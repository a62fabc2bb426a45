using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Acts;

/// <summary>Acceptance and recording, which every act on the book has.</summary>
internal static class Recordings
{
    /// <summary>The options in a command that works.</summary>
    public const string Example = "--acceptance 202105310001 --acceptance-time 2021-05-31T09:30:00+08:00 --recording-date 2021-05-31";

    /// <summary>The options.</summary>
    public static readonly ActOption[] Options =
    [
        new("--acceptance", "recording.acceptance_number", new("受理编号", "acceptance number")),
        new(
            "--acceptance-time",
            "recording.acceptance_time_ms",
            new("受理时间，如 2021-05-31T09:30:00+08:00", "instant of acceptance, e.g. 2021-05-31T09:30:00+08:00")),
        new("--recording-date", "recording.recording_date", new("登簿日期 yyyy-MM-dd", "recording date, yyyy-MM-dd")),
        new(
            "--recording-time",
            "recording.recording_time_ms",
            new("登簿时刻（规则版本2起），如 2021-05-31T11:00:00+08:00", "instant of recording (from profile 2 on), e.g. 2021-05-31T11:00:00+08:00")),
        new("--town", "recording.town", new("登簿镇街代码，9位（规则版本2起）", "town that records, 9 digits (from profile 2 on)")),
    ];

    /// <summary>Reads the part; no recorder named means the operator.</summary>
    public static Recording Recording(this ActReader input, RecordingInput? asked)
    {
        if (asked is null)
        {
            input.Missing("recording");
            return new();
        }

        var part = input.In("recording");
        return new()
        {
            AcceptanceNumber = part.Text<AcceptanceNumber>(asked.AcceptanceNumber, "acceptance_number"),
            AcceptanceTimeMs = part.PastInstant(asked.AcceptanceTimeMs, "acceptance_time_ms"),
            RecordingDate = asked.RecordingDate.Length == 0 && asked.RecordingTimeMs != 0 && Day.TryAt(asked.RecordingTimeMs, out var day)
                ? day.Number
                : part.PastDay(asked.RecordingDate, "recording_date"),
            Recorder = asked.Recorder.IsEmpty ? part.Operator : part.Hash(asked.Recorder, "recorder"),
            RecordingMs = asked.RecordingTimeMs == 0 ? 0 : part.PastInstant(asked.RecordingTimeMs, "recording_time_ms"),
            Reviewer = asked.Reviewer.IsEmpty ? asked.Reviewer : part.Hash(asked.Reviewer, "reviewer"),
            Town = part.OptionalTown(asked.Town, "town"),
        };
    }
}
