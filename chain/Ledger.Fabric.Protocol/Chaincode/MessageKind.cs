using Ledger.Fabric.Protos;

namespace Ledger.Fabric.Protocol;

/// <summary>Message types by the names of the protocol, for logs and errors.</summary>
internal static class MessageKind
{
    private static readonly Google.Protobuf.Reflection.EnumDescriptor Names =
        ChaincodeMessage.Descriptor.EnumTypes.Single(type => type.Name == "Type");

    public static string NameOf(ChaincodeMessage.Types.Type type) => Names.FindValueByNumber((int)type)?.Name ?? $"type {(int)type}";
}
