using Google.Protobuf.Reflection;
using Ledger.V1;

namespace Ledger.Facts;

/// <summary>The messages of the facts: events, pages and what both hold.</summary>
public static class EventTypes
{
    /// <summary>The files that define them.</summary>
    public static IReadOnlyList<FileDescriptor> Files { get; } =
    [
        FactsReflection.Descriptor, PagesReflection.Descriptor, SalesReflection.Descriptor, TaxesReflection.Descriptor, OpeningsReflection.Descriptor,
        TransfersReflection.Descriptor, MortgagesReflection.Descriptor, SeizuresReflection.Descriptor,
        CitiesReflection.Descriptor,
        TablesReflection.Descriptor,
        CasesReflection.Descriptor,
        CertificatesReflection.Descriptor,
        CorrectionsReflection.Descriptor,
        ExceptionsReflection.Descriptor,
        FundsReflection.Descriptor,
        InstrumentsReflection.Descriptor,
        LocksReflection.Descriptor,
        MortgageChangesReflection.Descriptor,
        NoticesReflection.Descriptor,
        ObjectionsReflection.Descriptor,
        PresalesReflection.Descriptor,
        SharingReflection.Descriptor,
        StaffReflection.Descriptor,
        TitlesReflection.Descriptor,
        UseRightsReflection.Descriptor,
    ];

    /// <summary>Finds a message by its full name, for reading and showing events of any type.</summary>
    public static TypeRegistry Registry { get; } = TypeRegistry.FromFiles([.. Files]);

    /// <summary>The events: the messages whose field 1 is an <see cref="Act"/>; by full name.</summary>
    public static IReadOnlyList<MessageDescriptor> All { get; } =
        [.. Files.SelectMany(file => file.MessageTypes)
            .Where(type => type.FindFieldByNumber(1) is { FieldType: FieldType.Message } first && first.MessageType == Act.Descriptor)
            .OrderBy(type => type.FullName, StringComparer.Ordinal)];
}
