using System.Security.Cryptography;
using System.Text;
using Google.Protobuf;
using Ledger.V1;

namespace Ledger.Departments.Tests;

/// <summary>How a story changes a request and what becomes of it, in the order in which it is said.</summary>
internal static class ScenarioRequests
{
    /// <summary>The request with something changed.</summary>
    public static T With<T>(this T request, Action<T> change)
        where T : IMessage
    {
        change(request);
        return request;
    }

    /// <summary>The request of who has seen a warning and goes on.</summary>
    /// <param name="request">The request.</param>
    /// <param name="rule">The rule that warns.</param>
    /// <param name="subject">What it warns of, where it warns of several.</param>
    /// <param name="reason">Why it goes on.</param>
    /// <param name="paper">The signed paper that it rests on; empty for none.</param>
    public static T Knowing<T>(this T request, string rule, string subject = "", string reason = "SEEN", string paper = "")
        where T : IMessage
    {
        request.Papers().Acknowledgements.Add(new AcknowledgementInput
        {
            Rule = rule,
            Reason = reason,
            Subject = subject,
            Sha256 = paper.Length == 0 ? ByteString.Empty : Paper(paper),
        });
        return request;
    }

    /// <summary>The request by an approved exception.</summary>
    public static T ByException<T>(this T request, string rule, string number)
        where T : IMessage
    {
        request.Papers().Exceptions.Add(new ExceptionInput { Rule = rule, Number = number });
        return request;
    }

    /// <summary>SHA-256 of a paper.</summary>
    public static ByteString Paper(string text) => ByteString.CopyFrom(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <inheritdoc cref="ScenarioOutcome.Ok"/>
    public static async Task Ok(this Task<ScenarioOutcome> act, params string[] acknowledged) => (await act).Ok(acknowledged);

    /// <inheritdoc cref="ScenarioOutcome.No"/>
    public static async Task No(this Task<ScenarioOutcome> act, params string[] rules) => (await act).No(rules);

    /// <inheritdoc cref="ScenarioOutcome.Informs"/>
    public static async Task Informs(this Task<ScenarioOutcome> act, string rule) => (await act).Informs(rule);

    private static DocumentInput Papers(this IMessage request)
        => (DocumentInput)request.Descriptor.FindFieldByName("document").Accessor.GetValue(request);
}
