using Google.Protobuf;
using Ledger.V1;

namespace Ledger.Acts;

/// <summary>An act as its event.</summary>
/// <param name="Type">Full name of the event's message.</param>
/// <param name="Body">The event's message, complete.</param>
/// <param name="Document">The document behind the event's document root, sorted by name.</param>
/// <param name="Subjects">Units, contracts and mortgages it names.</param>
public sealed record BuiltAct(string Type, IMessage Body, DocumentSalts Document, IReadOnlyCollection<string> Subjects)
{
    /// <summary>The form that built it; null where no form did.</summary>
    public ActForm? Form { get; init; }

    /// <summary>What is doubtful in what the request stated.</summary>
    public IReadOnlyList<Doubt> Doubts { get; init; } = [];
}
