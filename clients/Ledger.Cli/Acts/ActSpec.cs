using Google.Protobuf;
using Ledger.Client;
using Ledger.Facts;

namespace Ledger.Cli;

/// <summary>A command that writes: how its request is filled in and sent.</summary>
/// <param name="Group">First word of the command.</param>
/// <param name="Verb">Second word.</param>
/// <param name="Description">What it does.</param>
/// <param name="Example">One line that works.</param>
/// <param name="Create">An empty request.</param>
/// <param name="Options">Options for simple acts; <c>--file</c> takes everything.</param>
/// <param name="Send">Makes the call.</param>
internal sealed record ActSpec(
    string Group,
    string Verb,
    Wording Description,
    string Example,
    Func<IMessage> Create,
    IReadOnlyList<ActOption> Options,
    Func<LedgerClient, IMessage, CancellationToken, Task<WriteOutcome>> Send)
{
    /// <summary>A spec whose request type is known.</summary>
    public static ActSpec Of<TRequest>(
        string group,
        string verb,
        Wording description,
        string example,
        Func<LedgerClient, TRequest, CancellationToken, Task<WriteOutcome>> send,
        params IReadOnlyList<ActOption> options)
        where TRequest : IMessage<TRequest>, new() =>
        new(group, verb, description, example, static () => new TRequest(), options, (client, request, ct) => send(client, (TRequest)request, ct));
}
