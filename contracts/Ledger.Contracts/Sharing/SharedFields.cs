using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>Which department keeps what may be asked.</summary>
internal static class SharedFields
{
    /// <summary>The department that keeps a field.</summary>
    public static string KeeperOf(SharedField field) => field switch
    {
        SharedField.Contract => DepartmentNames.Transaction,
        SharedField.TaxCleared => DepartmentNames.Tax,
        _ => DepartmentNames.Registration,
    };

    /// <summary>The form of a list of fields.</summary>
    public static void CheckShape(Shape shape, Google.Protobuf.Collections.RepeatedField<SharedField> fields)
    {
        for (var i = 0; i < fields.Count; i++)
            shape.Known(fields[i], $"fields[{i}]");
        shape.Sorted(fields, static (a, b) => a.CompareTo(b), "fields");
    }

    /// <summary>Fields in words.</summary>
    public static string Text(IEnumerable<SharedField> fields) => string.Join("、", fields.Select(static field => Labels.Text(CodeNames.Of(field)!)));
}
