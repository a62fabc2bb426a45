using System.Text;

namespace Ledger.Exchange.Tests;

/// <summary>The invented messages of network/samples/bdc-xml.</summary>
internal static class Samples
{
    public static IEnumerable<string> Messages { get; } =
    [
        "first-registration", "transfer", "mortgage-first", "mortgage-first-newer", "mortgage-cancellation", "mortgage-cancellation-newer", "advance-notice",
        "seizure", "faulty",
    ];

    public static ExchangeFile File(string name) => ExchangeFile.Read(Path.Combine(AppContext.BaseDirectory, "samples", name + ".xml"));

    public static ExchangeMessage Message(string name) => MessageReader.Read(File(name));

    public static ExchangeFile Text(string text) => new("x.xml", Encoding.UTF8.GetBytes(text));
}
