using Ledger.Acts;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Departments;

/// <summary>What a search in the log may ask.</summary>
internal static class EntrySearch
{
    private const uint MostEntries = 1_000;
    private const int LongestName = 64;

    // The longest text that an event states.
    private const int LongestSubject = 256;

    private const int FingerprintDigits = 64;
    private const int MostOperators = 64;

    /// <summary>What is asked.</summary>
    /// <exception cref="Grpc.Core.RpcException">A field of it cannot be asked.</exception>
    public static EnvelopeFilter FilterOf(SearchEntriesRequest request)
    {
        var faults = new InputFaults();
        Length("subject", request.Subject, LongestSubject);
        Length("event", request.Event, LongestName);
        Length("signer", request.Signer, LongestName);
        foreach (var (field, day) in new[] { ("from_day", request.FromDay), ("to_day", request.ToDay) })
        {
            if (day > 0 && !Day.TryFromNumber(day, out _, out var error))
                faults.Add(field, error.Chinese, error.English, "yyyymmdd");
        }

        if (request.Operators.Count > MostOperators)
            faults.Add("operators", "过多", $"{request.Operators.Count} are too many", $"at most {MostOperators}");
        foreach (var print in request.Operators.Where(static print =>
            print.Length is < EnvelopeFilter.LeastOperatorDigits or > FingerprintDigits || !print.All(char.IsAsciiHexDigitLower)))
        {
            faults.Add(
                "operators", $"“{print}”不是证书指纹的开头", $"'{print}' is no beginning of a fingerprint",
                $"{EnvelopeFilter.LeastOperatorDigits} to {FingerprintDigits} digits 0-9a-f");
        }

        if (request.PageSize > MostEntries)
            faults.Add("page_size", "超出范围", "it is out of range", $"at most {MostEntries}");
        faults.ThrowIfAny();
        return new(request.Subject, request.Event, request.Operators, request.FromDay, request.ToDay);

        void Length(string field, string text, int most)
        {
            if (text.Length > most)
                faults.Add(field, $"最多{most}个字符", $"it has {text.Length} characters", $"at most {most}");
        }
    }
}
