using System.Reflection;
using System.Runtime.CompilerServices;

namespace Ledger;

/// <summary>
/// Describes every message that a program can come across before it has a second thread. The runtime of Protocol Buffers (3.36) keeps
/// what files have in common in one unguarded table: two threads that come to messages of two files for the first time can break it,
/// and then those messages for as long as the program runs.
/// </summary>
internal static class GeneratedMessages
{
    private static readonly string[] Generated = ["Ledger.", "Google.", "Grpc."];

    // Of others' messages those that calls carry: what went wrong, health.
    private static readonly string[] Carried = ["Ledger", "Google.Rpc", "Grpc"];

#pragma warning disable CA2255 // Linked into programs alone.
    [ModuleInitializer]
#pragma warning restore CA2255
    internal static void Describe()
    {
        // A program that another one uses as its library leaves it to that one, which has what both need.
        if (Assembly.GetEntryAssembly() == Assembly.GetExecutingAssembly())
            Describe(Assembly.GetExecutingAssembly(), new(StringComparer.Ordinal));
    }

    private static void Describe(Assembly assembly, HashSet<string> seen)
    {
        foreach (var name in assembly.GetReferencedAssemblies()
            .Where(static name => Array.Exists(Generated, begin => name.Name?.StartsWith(begin, StringComparison.Ordinal) == true)))
        {
            if (seen.Add(name.Name!))
                Describe(Assembly.Load(name), seen);
        }

        // Each generated file has a static class that holds its description.
        foreach (var type in assembly.GetTypes().Where(static type => type is { IsAbstract: true, IsSealed: true }
            && type.Name.EndsWith("Reflection", StringComparison.Ordinal)
            && Array.Exists(Carried, begin => type.Namespace?.StartsWith(begin, StringComparison.Ordinal) == true)))
        {
            type.GetProperty("Descriptor", BindingFlags.Public | BindingFlags.Static)?.GetValue(null);
        }
    }
}
