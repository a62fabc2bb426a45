using System.Globalization;
using Ledger.Exchange;
using Ledger.Facts;

namespace Ledger.Export;

/// <summary>Reads the platform's answers below a folder into the exporter's own records.</summary>
public static class PlatformAnswers
{
    private const int NameDigits = 14;

    /// <summary>Reads every answer that is there; each may be read again.</summary>
    /// <param name="folder">Folder of the messages.</param>
    /// <param name="outbox">The exporter's own records.</param>
    /// <returns>Answers that belong to no report, and files that are none: with file and reason.</returns>
    public static IReadOnlyList<Wording> Read(string folder, Outbox outbox)
    {
        ArgumentNullException.ThrowIfNull(outbox);
        var odd = new List<Wording>();
        if (!Directory.Exists(folder))
            return odd;
        foreach (var path in Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal)
            .Select(static area => Path.Combine(area, "RepMsg")).Where(Directory.Exists)
            .SelectMany(static answers => Directory.EnumerateFiles(answers, "*.xml").Order(StringComparer.Ordinal)))
        {
            try
            {
                var file = ExchangeFile.Read(path);
                if (!Keep(file, PlatformAnswer.Read(file, SafeXml.Read(file)), outbox))
                    odd.Add(new($"{file.Name}：不是本机所报报文或日志的应答", $"{file.Name}: it answers no message or log of this folder"));
            }
            catch (ExchangeException e)
            {
                odd.Add(e.Fault.Placed);
            }
        }

        return odd;
    }

    private static bool Keep(ExchangeFile file, PlatformAnswer answer, Outbox outbox)
    {
        if (answer.MessageId is { } id)
            return outbox.Answer(id, answer.IsDone, answer.Code, answer.Info);

        // The answer to a log names neither county nor day: its file does.
        var digits = string.Concat(file.Name.Where(char.IsAsciiDigit));
        return digits.Length == NameDigits
            && Day.TryFromNumber(uint.Parse(digits[6..], CultureInfo.InvariantCulture), out var day, out _)
            && outbox.AnswerLog(digits[..6], day, answer.IsDone, answer.Code, answer.Info);
    }
}
