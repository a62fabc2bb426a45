using Google.Protobuf;
using Ledger.V1;

namespace Ledger.Contracts.Tests;

/// <summary>An envelope as somebody means to submit it.</summary>
/// <param name="Signer">Who signs.</param>
/// <param name="Events">Its events.</param>
internal sealed record Draft(Member Signer, IReadOnlyList<IMessage> Events)
{
    /// <summary>Short name of the event that it is about.</summary>
    public string Name => Events[^1].Descriptor.Name;

    /// <summary>What its writer notes when it was taken.</summary>
    public Action? Taken { get; init; }
}
