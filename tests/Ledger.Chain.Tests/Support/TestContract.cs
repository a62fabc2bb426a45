using System.Text;
using Google.Protobuf;
using Ledger.Log;
using Ledger.V1;

namespace Ledger.Chain.Tests;

/// <summary>
/// A small deterministic contract. "test.Put" writes a page, empty value deletes it; "test.Append" adds to what is
/// there; key "refused" is refused by two rules, "warned" is a plain warning, "noted" an information.
/// </summary>
internal sealed class TestContract : IContract
{
    public const string Put = "test.Put";
    public const string Append = "test.Append";
    public const string Governed = "test.Governed";

    /// <summary>Changes what is written; makes this peer diverge.</summary>
    public Func<string, byte[], byte[]>? Corrupt { get; init; }

    public uint Newest { get; init; } = 2;

    /// <summary>Last profile that has the governed event.</summary>
    public uint GovernedThrough { get; init; } = 2;

    /// <summary>What messages may hold; all that this build knows unless a test says less.</summary>
    public MessageForm Form { get; init; } = MessageForm.Everything;

    public MessageForm FormOf(uint profile) => Form;

    public bool Supports(uint profile) => profile >= 1 && profile <= Newest;

    public IReadOnlyList<Finding> Execute(IContractContext context, Event e)
    {
        if (e.Type is not (Put or Append) || !Canonical.TryParse<PageWrite>(e.Body.Span, out var write, out _))
            return [Failed("T-00", Severity.Reject, $"unknown event {e.Type}")];

        var page = context.Read(write.Key);
        byte[] value = e.Type == Append && page is not null ? [.. page.Body.Span, .. write.PageHash.Span] : write.PageHash.ToByteArray();
        if (value.Length == 0)
        {
            context.Delete(write.Key);
        }
        else
        {
            context.Write(write.Key, Corrupt?.Invoke(write.Key, value) ?? value);
        }

        return write.Key switch
        {
            "refused" => [Failed("T-01", Severity.Reject, "refused"), Failed("T-02", Severity.Exception, "refused")],
            "warned" => [Failed("T-03", Severity.Warning, "warned")],
            "noted" => [Failed("T-04", Severity.Information, $"profile {context.Profile}, signer {context.Signer.Member.Organisation}")],
            "broken" => throw new InvalidOperationException("broken rule"),
            _ => [],
        };
    }

    public static Event PutEvent(string key, string value) => Of(Put, key, value);

    public static Event AppendEvent(string key, string value) => Of(Append, key, value);

    public static Event GovernedEvent(string key, string value) => Of(Governed, key, value);

    public bool IsGoverned(uint profile, string eventType) => eventType == Governed && profile <= GovernedThrough;

    public IReadOnlyList<Finding> Validate(IContractContext context, Event e)
    {
        var write = Canonical.Parse<PageWrite>(e.Body.Span);
        return context.Read("forbidden") is null ? [] : [Failed("T-05", Severity.Reject, $"{write.Key} is forbidden")];
    }

    public void Apply(IContractContext context, Event e)
    {
        var write = Canonical.Parse<PageWrite>(e.Body.Span);
        if (write.PageHash.IsEmpty)
            context.Delete(write.Key);
        else
            context.Write(write.Key, write.PageHash.Memory);
    }

    private static Event Of(string type, string key, string value) => new()
    {
        Type = type,
        Body = new PageWrite { Key = key, PageHash = ByteString.CopyFrom(value, Encoding.UTF8) }.ToByteString(),
    };

    private static Finding Failed(string rule, Severity severity, string message) =>
        new(rule, severity, "测试", "test", message, message, [], "无", "none");
}
