namespace WorkflowEnforcement.Engine.Reading;

/// <summary>Associations tie together what is in the file.</summary>
internal static class AssociationRules
{
    public static void Check(XmlItem root, Dictionary<string, XmlItem> known, FaultList faults)
    {
        foreach (var association in IdRules.Within(root).Where(item => item.IsNamed("association")))
        {
            CheckEnd(association, "sourceRef", known, faults);
            CheckEnd(association, "targetRef", known, faults);
        }
    }

    private static void CheckEnd(XmlItem association, string end, Dictionary<string, XmlItem> known, FaultList faults)
    {
        var id = association.Reference(end);
        if (id is null || !known.ContainsKey(id))
        {
            faults.Add("association.end-unknown", association,
                $"Expected {end} of association {association.Id} to name an element of the file, but found {(id is null ? "none" : $"'{id}'")}");
        }
    }
}
