using Ledger.Client;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Cli;

/// <summary>Input faults of options, arguments and files.</summary>
internal static class Faults
{
    /// <summary>One fault of one field.</summary>
    public static InputException Input(string field, Wording message, string expected = "") =>
        new([new InputFailure { Field = field, MessageZh = message.Chinese, MessageEn = message.English, Expected = expected }]);
}
